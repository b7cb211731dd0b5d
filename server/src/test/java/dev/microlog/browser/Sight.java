package dev.microlog.browser;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where to look in a recording: the tab, the stretch of time and the call that show what it is
 * about, as the part of the page's address after the question mark.
 */
final class Sight {
  private final Timeline timeline;
  private final Spans spans;
  private final StringBuilder query = new StringBuilder();

  Sight(Timeline timeline) {
    this.timeline = timeline;
    spans = Spans.of(timeline);
  }

  /** A block of the timeline. */
  private record Block(int thread, int depth, double start, double duration) {}

  /** Selects the longest call of a method, named like {@code Hello.greet}. */
  Sight call(String method, String threadPrefix, double context) {
    return select(
        longest(
            threadPrefix,
            (table, row) ->
                table.method(row) >= 0
                    && timeline.methods().qualifiedName(table.method(row)).endsWith(method)),
        context);
  }

  /** Selects the longest wait of a kind. */
  Sight wait(WaitKind kind, String threadPrefix, double context) {
    return select(longest(threadPrefix, (table, row) -> isWait(table, row, kind)), context);
  }

  /** Selects the longest wait for a monitor that a thread held. */
  Sight blocked(String threadPrefix, String owner, double context) {
    return select(
        longest(
            threadPrefix,
            (table, row) ->
                isWait(table, row, WaitKind.MONITOR) && owner.equals(owner(table.wait(row)))),
        context);
  }

  private boolean isWait(SpanTable table, int row, WaitKind kind) {
    return table.wait(row) >= 0 && timeline.waits().kind(table.wait(row)) == kind;
  }

  private String owner(int wait) {
    int thread = timeline.waits().ownerThread(wait);
    return thread < 0 ? "" : timeline.threads().displayName(thread);
  }

  private Block longest(String threadPrefix, BiPredicate<SpanTable, Integer> condition) {
    Stream<Block> blocks =
        IntStream.range(0, timeline.threads().size())
            .filter(thread -> timeline.threads().displayName(thread).startsWith(threadPrefix))
            .boxed()
            .flatMap(thread -> blocks(thread, condition));
    Optional<Block> found = blocks.max(Comparator.comparingDouble(Block::duration));
    return found.orElseThrow(() -> new AssertionError("it is not in the recording"));
  }

  private Stream<Block> blocks(int thread, BiPredicate<SpanTable, Integer> condition) {
    SpanTable table = spans.spans(thread);
    return IntStream.range(0, table.size())
        .filter(row -> condition.test(table, row))
        .mapToObj(
            row ->
                new Block(
                    thread, table.depth(row), table.startMicros(row), table.durationMicros(row)));
  }

  /**
   * @param context how much is seen before and after, in lengths of the block; infinite for all
   */
  private Sight select(Block block, double context) {
    with(
        "call", block.thread + "." + block.depth + "." + (long) (block.start + block.duration / 2));
    if (Double.isInfinite(context)) {
      return this;
    }
    double margin = context * block.duration;
    double end = Math.min(duration(), block.start + block.duration + margin);
    return with("t", (long) Math.max(0, block.start - margin) + "-" + (long) end);
  }

  /** Brings threads whose names begin so to the top, in the order of the recording. */
  Sight pin(String... threadPrefixes) {
    return with(
        "pin",
        IntStream.range(0, timeline.threads().size())
            .filter(
                thread ->
                    Stream.of(threadPrefixes)
                        .anyMatch(timeline.threads().displayName(thread)::startsWith))
            .mapToObj(thread -> "t" + thread)
            .collect(Collectors.joining("~")));
  }

  /** Shows a stretch of time, in shares of the recording. */
  Sight part(double from, double to) {
    return with("t", (long) (from * duration()) + "-" + (long) (to * duration()));
  }

  /**
   * Leaves the frames of libraries out. A selected call is then found only if there are none of
   * them above it.
   */
  Sight mine() {
    return with("mine", "1");
  }

  /** Selects everything, so that the panel below opens. */
  Sight panel(String name) {
    return with("sel", "0-" + (long) duration()).with("panel", name);
  }

  private double duration() {
    return timeline.recording().durationMicros();
  }

  Sight with(String key, String value) {
    query.append(query.isEmpty() ? "?" : "&").append(key).append('=').append(value);
    return this;
  }

  String query() {
    return query.toString();
  }
}
