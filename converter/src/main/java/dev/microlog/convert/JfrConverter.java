package dev.microlog.convert;

import dev.microlog.convert.build.ChunkTables;
import dev.microlog.convert.build.EventSource;
import dev.microlog.convert.build.RecordingTables;
import dev.microlog.convert.chunk.Chunk;
import dev.microlog.convert.chunk.ChunkIndex;
import dev.microlog.convert.chunk.ChunkSpan;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.convert.chunk.UnsupportedChunkException;
import dev.microlog.convert.direct.DirectSource;
import dev.microlog.convert.jmc.JmcRules;
import dev.microlog.convert.jmc.JmcSource;
import dev.microlog.timeline.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Turns JFR recordings into timelines. Chunks are parsed at the same time, as many as the heap
 * allows, and written in their order, so that memory is bounded by the chunks in flight and the
 * dictionaries, whatever the size of the recording.
 */
public final class JfrConverter {
  /** What parsing a chunk takes, as a multiple of its size. */
  private static final double JMC_HEAP_PER_CHUNK_BYTE = 13;

  private static final double HEAP_PER_CHUNK_BYTE = 5;

  private final ConversionOptions options;
  private final EventSource jmc = new JmcSource();
  private final EventSource direct = new DirectSource();

  private JfrConverter(ConversionOptions options) {
    this.options = options;
  }

  /**
   * Converts a recording.
   *
   * @param recording a {@code .jfr} file, which may be compressed (gzip, zstd, zip), or a directory
   *     of such files, as a JFR repository is; it is not changed
   * @param timeline the file to write; it appears under this name when it is whole, and not at all
   *     if anything fails
   * @throws NothingRecordedException if its JVM was killed before JFR had written anything that can
   *     be read
   * @throws MalformedRecordingException if there is nothing in the recording that can be read, or
   *     if its files are of several JVMs
   */
  public static ConversionResult convert(
      Path recording, Path timeline, ConversionOptions options, ConversionProgress progress)
      throws IOException {
    return new JfrConverter(options).run(recording, timeline, progress);
  }

  private ConversionResult run(Path recording, Path timeline, ConversionProgress progress)
      throws IOException {
    try (RecordingInput input = RecordingInput.open(recording, options);
        TimelineFileWriter writer = TimelineFileWriter.create(timeline, options.zstdLevel())) {
      return new Run(recording, timeline, input, writer, progress).run();
    } catch (UnsupportedChunkException e) {
      throw new MalformedRecordingException(String.valueOf(e.getMessage()), e);
    }
  }

  private final class Run {
    private final Path recording;
    private final Path timeline;
    private final RecordingInput input;
    private final TimelineFileWriter writer;
    private final ConversionProgress progress;
    private final RecordingClock clock;
    private final RecordingTables tables;
    private final List<String> losses;
    private int chunks;
    private final OneJvm jvm = new OneJvm();

    Run(
        Path recording,
        Path timeline,
        RecordingInput input,
        TimelineFileWriter writer,
        ConversionProgress progress) {
      this.recording = recording;
      this.timeline = timeline;
      this.input = input;
      this.writer = writer;
      this.progress = progress;
      clock = new RecordingClock(input.spans().get(0).header());
      String file = String.valueOf(recording.getFileName());
      tables =
          new RecordingTables(
              clock.startEpochMicros(),
              options.name().isEmpty() ? withoutEnding(file) : options.name(),
              file);
      losses = new ArrayList<>(input.losses());
    }

    ConversionResult run() throws IOException {
      int parallel = parallelChunks(input.spans());
      ExecutorService pool = Executors.newFixedThreadPool(parallel, Run::daemon);
      try {
        convertAll(pool, parallel);
      } finally {
        pool.shutdownNow();
      }
      if (chunks == 0) {
        if (input.isNeverFlushed()) {
          throw new NothingRecordedException(
              recording
                  + " holds nothing that can be read: its JVM was killed in its first second");
        }
        throw new MalformedRecordingException(
            recording + " cannot be read: " + (losses.isEmpty() ? "no data" : losses.get(0)));
      }
      losses.forEach(loss -> addFinding("A part of the recording could not be read", loss));
      if (!jvm.doubt().isEmpty()) {
        addFinding("The files may be of several JVMs", jvm.doubt());
      }
      judge();
      writer.write(tables.nextSegment(true));
      writer.finish();
      return new ConversionResult(
          timeline,
          tables.recording(),
          input.bytes(),
          writer.bytes(),
          chunks,
          tables.samples(),
          losses,
          jvm.doubt());
    }

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task, "microlog-convert");
      thread.setDaemon(true);
      return thread;
    }

    private void convertAll(ExecutorService pool, int parallel) throws IOException {
      long total = input.spans().stream().mapToLong(ChunkSpan::length).sum();
      long done = 0;
      Iterator<ChunkSpan> next = input.spans().iterator();
      Deque<ChunkSpan> spans = new ArrayDeque<>();
      Deque<Future<ChunkTables>> inFlight = new ArrayDeque<>();
      while (next.hasNext() || !inFlight.isEmpty()) {
        while (next.hasNext() && inFlight.size() < parallel) {
          ChunkSpan span = next.next();
          spans.add(span);
          inFlight.add(pool.submit(() -> read(span)));
        }
        ChunkSpan span = spans.remove();
        append(span, inFlight.remove());
        done += span.length();
        progress.at(done, total);
      }
    }

    private void append(ChunkSpan span, Future<ChunkTables> future) throws IOException {
      try {
        ChunkTables chunk = future.get();
        requireOneJvm(span, chunk);
        tables.append(chunk);
        chunks++;
        for (String loss : chunk.losses()) {
          losses.add("The chunk at byte " + span.position() + " of " + span.name() + ": " + loss);
        }
        writer.write(tables.nextSegment(false));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DamagedChunkException damaged) {
          losses.add(String.valueOf(damaged.getMessage()));
        } else if (e.getCause() instanceof IOException io) {
          throw io;
        } else if (e.getCause() instanceof OutOfMemoryError) {
          throw tooLarge(span, e);
        } else {
          throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    private void requireOneJvm(ChunkSpan span, ChunkTables chunk)
        throws MalformedRecordingException {
      String difference = jvm.add(span, chunk.jvm());
      if (difference != null) {
        throw new MalformedRecordingException(
            recording
                + " holds recordings of several JVMs ("
                + difference
                + "), which have no timeline in common; convert its files one by one");
      }
    }

    private ChunkTables read(ChunkSpan span) throws IOException {
      Chunk chunk = span.load();
      ChunkIndex index = new ChunkIndex(chunk);
      EventTypes types = types(span, chunk, index);
      ChunkTables chunkTables = parse(span, chunk, index, types);
      if (index.lostBytes() > 0) {
        chunkTables.lost(
            index.lostBytes() + " bytes from byte " + index.firstLost() + " on belong to no event");
      }
      if (!span.intact()) {
        chunkTables.lost("it was never finished, or cut: read up to its last event");
      }
      return chunkTables;
    }

    /**
     * Reads a chunk with the parser that was asked for, and a whole one with the other if need be.
     */
    private ChunkTables parse(ChunkSpan span, Chunk chunk, ChunkIndex index, EventTypes types)
        throws IOException {
      boolean whole = span.intact() && index.lostBytes() == 0 && jmcFits(span.length());
      if (!whole) {
        return parse(direct, span, chunk, index, types);
      }
      return options.parser() == ConversionOptions.Parser.JMC
          ? firstByJmc(span, chunk, index, types)
          : firstDirectly(span, chunk, index, types);
    }

    /** What JMC's parser refuses as a whole may still hold events that can be read. */
    private ChunkTables firstByJmc(ChunkSpan span, Chunk chunk, ChunkIndex index, EventTypes types)
        throws IOException {
      try {
        return parse(jmc, span, chunk, index, types);
      } catch (DamagedChunkException e) {
        return parse(direct, span, chunk, index, types);
      }
    }

    /** What is whole, and yet makes no sense to our own parser, may do so to JMC's. */
    private ChunkTables firstDirectly(
        ChunkSpan span, Chunk chunk, ChunkIndex index, EventTypes types) throws IOException {
      ChunkTables ours = parse(direct, span, chunk, index, types);
      if (ours.losses().isEmpty()) {
        return ours;
      }
      try {
        return parse(jmc, span, chunk, index, types);
      } catch (DamagedChunkException e) {
        return ours;
      }
    }

    private ChunkTables parse(
        EventSource source, ChunkSpan span, Chunk chunk, ChunkIndex index, EventTypes types)
        throws IOException {
      double start = clock.startMicros(span.header());
      ChunkTables chunkTables =
          new ChunkTables(types, start, start + span.header().durationMicros());
      source.read(chunk, index, types, start, chunkTables);
      chunkTables.finish();
      return chunkTables;
    }

    /**
     * What the chunk declares: its last metadata that can be read, for each repeats those before
     * it. Where all of it is lost, what another chunk of the same file declares: within one JVM all
     * chunks number their types alike.
     */
    private EventTypes types(ChunkSpan span, Chunk chunk, ChunkIndex index) throws IOException {
      DamagedChunkException reason = new DamagedChunkException("it has no metadata");
      for (int i = index.metadataCount() - 1; i >= 0; i--) {
        try {
          return EventTypes.read(chunk, index.metadata(i));
        } catch (DamagedChunkException e) {
          reason = e;
        }
      }
      for (ChunkSpan other : input.spans()) {
        if (other.intact() && other.name().equals(span.name())) {
          return EventTypes.read(other.load(), other.header().metadataPosition());
        }
      }
      throw new DamagedChunkException(
          "the chunk at byte "
              + span.position()
              + " of "
              + span.name()
              + " does not say what its events are: "
              + reason.getMessage(),
          reason);
    }

    /** Has the rules of JDK Mission Control look at what is whole of the recording. */
    private void judge() {
      if (options.rulesMaxBytes() == 0) {
        return;
      }
      List<ChunkSpan> whole = input.spans().stream().filter(ChunkSpan::intact).toList();
      long bytes = whole.stream().mapToLong(ChunkSpan::length).sum();
      if (whole.isEmpty()) {
        return;
      }
      if (bytes > options.rulesMaxBytes()) {
        withoutRules(
            "They are run on recordings of at most "
                + options.rulesMaxBytes() / 1_000_000
                + " MB; this one has "
                + bytes / 1_000_000
                + " MB. `microlog convert --rules` runs them all the same.");
      } else if (JmcRules.heapFor(bytes) > freeHeap()) {
        withoutRules(
            "They need about "
                + (long) (JmcRules.heapFor(bytes) / 1e6)
                + " MB of heap for this recording, more than there is.");
      } else {
        try {
          JmcRules.evaluate(whole, tables.recording().durationMicros()).forEach(tables::add);
        } catch (IOException e) {
          withoutRules(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError | StackOverflowError e) {
          withoutRules("They needed more memory than there is.");
        }
      }
    }

    private void withoutRules(String why) {
      tables.add(
          new Finding(
              Finding.Kind.RULE,
              Finding.Severity.INFO,
              "The rules of JDK Mission Control were not run",
              why,
              -1,
              -1,
              0,
              -1));
    }

    private void addFinding(String title, String detail) {
      tables.add(
          new Finding(
              Finding.Kind.DATA_LOSS, Finding.Severity.WARNING, title, detail, -1, -1, 0, -1));
    }
  }

  private int parallelChunks(List<ChunkSpan> spans) {
    long largest = spans.stream().mapToLong(ChunkSpan::length).max().orElse(1);
    double fit = Math.floor(usableHeap() / heapFor(largest));
    return (int) Math.max(1, Math.min(options.threads(), fit));
  }

  private static double usableHeap() {
    return Runtime.getRuntime().maxMemory() * 0.8;
  }

  private static double freeHeap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** Whether the heap is large enough for a chunk of that size to be read by JMC's parser. */
  private static boolean jmcFits(long chunkBytes) {
    return chunkBytes * JMC_HEAP_PER_CHUNK_BYTE <= usableHeap();
  }

  private double heapFor(long chunkBytes) {
    boolean byJmc = options.parser() != ConversionOptions.Parser.DIRECT && jmcFits(chunkBytes);
    return chunkBytes * (byJmc ? JMC_HEAP_PER_CHUNK_BYTE : HEAP_PER_CHUNK_BYTE);
  }

  private IOException tooLarge(ChunkSpan span, Throwable cause) {
    long megabytes = (long) (heapFor(span.length()) / 1e6) + 64;
    return new IOException(
        "the chunk at byte "
            + span.position()
            + " of "
            + span.name()
            + " has "
            + span.length() / 1_000_000
            + " MB and needs about -Xmx"
            + megabytes
            + "m",
        cause);
  }

  private static String withoutEnding(String file) {
    int jfr = file.indexOf(".jfr");
    return jfr > 0 ? file.substring(0, jfr) : file;
  }
}
