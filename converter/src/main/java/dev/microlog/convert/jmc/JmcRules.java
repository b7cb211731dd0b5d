package dev.microlog.convert.jmc;

import dev.microlog.convert.Redaction;
import dev.microlog.convert.chunk.ChunkSpan;
import dev.microlog.timeline.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ValueField;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/**
 * What JDK Mission Control's automated analysis says of a recording. Its rules want all events at
 * once, as objects: {@link #heapFor} says how much memory that takes.
 */
public final class JmcRules {
  /** From here on Mission Control itself speaks of a warning; the scale ends at 100. */
  static final double LEAST_SCORE = 75;

  /** Objects for all events: 3 to 6 times the file was seen, and as much again while it is read. */
  private static final double HEAP_PER_BYTE = 12;

  private static final long TIMEOUT_SECONDS = 60;

  /**
   * Rules about the recording instead of the program: its settings, its losses (which we tell
   * ourselves), the agent that made it; and about JVMs that are no longer in use.
   */
  static final Set<String> LEFT_OUT =
      Set.of(
          "BufferLost",
          "CompressedOops",
          "DebugNonSafepoints",
          "DumpReason",
          "DynamicAgents",
          "FewSampledThreads",
          "FlightRecordingSupport",
          "JfrPeriodicEventsFix",
          "ManyRunningProcesses",
          "MultipleAgents",
          "Options",
          "OverAggressiveRecordingSetting",
          "PID1Rule",
          "ProcessStarted",
          "StackdepthSetting");

  static final Set<String> TRENDS =
      Set.of("IncreasingLiveSet", "IncreasingMetaSpaceLiveSet", "ClassLeak");

  private static final double LEAST_TREND_MICROS = 600e6;

  /** Of no rule's interest, and often the larger part of a file. */
  private static final Set<String> SKIPPED_EVENTS =
      Set.of("jdk.GCPhaseParallel", "jdk.NativeLibrary", "jdk.SystemProcess");

  private static final Logger JMC_LOGGER = Logger.getLogger("org.openjdk.jmc");

  private JmcRules() {}

  /** The heap that the rules need for a recording of that size, in bytes. */
  public static double heapFor(long recordingBytes) {
    return recordingBytes * HEAP_PER_BYTE + 32e6;
  }

  /**
   * Runs the rules on chunks that are whole.
   *
   * @param durationMicros of the recording: what grows in a short one may just be starting up
   * @return a finding for each rule that gives a warning, the worst first
   * @throws IOException if the recording cannot be read by Mission Control's parser
   */
  public static List<Finding> evaluate(List<ChunkSpan> chunks, double durationMicros)
      throws IOException {
    JMC_LOGGER.setLevel(Level.OFF);
    try (InputStream bytes = new Chunks(chunks)) {
      return evaluate(JfrLoaderToolkit.loadEvents(bytes, List.of(new Skipping())), durationMicros);
    } catch (CouldNotLoadRecordingException | RuntimeException e) {
      throw new IOException("the rules cannot read it: " + e, e);
    }
  }

  /** The bytes of chunks, one after the other, of which one is in memory. */
  private static final class Chunks extends InputStream {
    private final Iterator<ChunkSpan> next;
    private InputStream current = InputStream.nullInputStream();

    Chunks(List<ChunkSpan> chunks) {
      next = chunks.iterator();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = current.read(bytes, from, length);
      while (count < 0 && next.hasNext()) {
        current = new ByteArrayInputStream(next.next().load().bytes());
        count = current.read(bytes, from, length);
      }
      return count;
    }
  }

  /** Hides events that cost memory and serve no rule. */
  private static final class Skipping implements IParserExtension {
    @Override
    public IEventSinkFactory getEventSinkFactory(IEventSinkFactory next) {
      return new IEventSinkFactory() {
        @Override
        public org.openjdk.jmc.flightrecorder.parser.IEventSink create(
            String identifier,
            String label,
            String[] category,
            String description,
            List<ValueField> fields) {
          return identifier.startsWith("microlog.") || SKIPPED_EVENTS.contains(identifier)
              ? values -> {}
              : next.create(identifier, label, category, description, fields);
        }

        @Override
        public void flush() {
          next.flush();
        }
      };
    }
  }

  private record Scored(double score, Finding finding) {}

  private static List<Finding> evaluate(IItemCollection events, double durationMicros) {
    Collection<IRule> rules =
        RuleRegistry.getRules().stream()
            .filter(rule -> !LEFT_OUT.contains(rule.getId()))
            .filter(rule -> durationMicros >= LEAST_TREND_MICROS || !TRENDS.contains(rule.getId()))
            .toList();
    Map<IRule, Future<IResult>> results =
        RulesToolkit.evaluateParallel(rules, events, IPreferenceValueProvider.DEFAULT_VALUES, 1);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    List<Scored> scored = new ArrayList<>();
    results.forEach(
        (rule, future) -> {
          IResult result = await(future, deadline);
          IQuantity score = result == null ? null : result.getResult(TypedResult.SCORE);
          if (result != null && score != null && score.doubleValue() >= LEAST_SCORE) {
            scored.add(new Scored(score.doubleValue(), finding(rule, result, score.doubleValue())));
          }
        });
    scored.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(one -> one.finding().title()));
    return scored.stream().map(Scored::finding).toList();
  }

  /** A rule that fails, as some do on recordings of other profilers, says nothing. */
  private static @Nullable IResult await(Future<IResult> future, long deadline) {
    try {
      return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      future.cancel(true);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static Finding finding(IRule rule, IResult result, double score) {
    String summary = text(result, result.getSummary());
    String explanation = text(result, result.getExplanation());
    String solution = text(result, result.getSolution());
    return new Finding(
        Finding.Kind.RULE,
        Finding.Severity.WARNING,
        summary.isEmpty() ? rule.getName() : firstLine(summary),
        (explanation.isEmpty() ? "" : explanation + "\n")
            + (solution.isEmpty() ? "" : "What to do: " + solution + "\n")
            + "JDK Mission Control, rule “"
            + rule.getName()
            + "”, score "
            + Math.round(score)
            + " of 100.",
        -1,
        -1,
        0,
        -1);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** A rule's text with its values filled in, as plain text, without secrets. */
  private static String text(IResult result, @Nullable String template) {
    return template == null || template.isBlank()
        ? ""
        : Redaction.text(plain(ResultToolkit.populateMessage(result, template, false)));
  }

  /** HTML as plain text. The texts are patterns in which an apostrophe is written twice. */
  static String plain(String html) {
    return html.replaceAll("(?i)<br ?/?>|</?p>|</?ul>|</li>", "\n")
        .replaceAll("(?i)<li>", "\n- ")
        .replaceAll("</?[a-zA-Z][^<>]{0,300}>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("''", "'")
        .replace(" for during ", " during ")
        .replaceAll("[ \\t]+\\n", "\n")
        .replaceAll("\\n{2,}", "\n")
        .strip();
  }
}
