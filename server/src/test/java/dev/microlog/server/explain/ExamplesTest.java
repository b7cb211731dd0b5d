package dev.microlog.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.explain.evidence.Evidence;
import dev.microlog.server.explain.facts.Focus;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Evidence and explanations of recordings of the examples, made by {@code microlog examples} on JDK
 * 25: from either text a person who does not know the program can tell what ails it. {@code
 * examples/README.md} in the resources says how to record them again.
 */
class ExamplesTest {
  private static final Pattern PERCENT = Pattern.compile("CPU (\\d+) %");
  private static final Pattern CITED = Pattern.compile("\\[([A-Z]{1,2}\\d+)]");

  @TempDir Path folder = Path.of("");

  private Timeline timeline(String example) throws IOException {
    Path file = folder.resolve(example + ".microlog");
    try (InputStream in = getClass().getResourceAsStream("examples/" + example + ".microlog")) {
      assertNotNull(in, example);
      Files.copy(in, file);
    }
    return TimelineFiles.read(file);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bookstore       | `pricing` holds the lock .*PriceList.*PriceList\\.refresh.*`http-\\*` waits | held by pricing, which then was in PriceList\\.refresh",
        "hello           | error in the log .*The answer is not a number.*NumberFormatException       | NumberFormatException",
        "memory          | `Memory\\.fill` allocates most .*garbage collector stops the program        | allocated in Memory\\.fill: int\\[\\]",
        "files           | 12 files were opened in Files\\.looksLikeText:\\d+ and never closed      | 12 files were opened in Files\\.looksLikeText:\\d+ and never closed",
        "leak            | on the heap grows .*byte.* allocated in Leak\\$Session.*in field SESSIONS   | HashMap in field SESSIONS",
        "threads         | pool `starved-\\*` spend .*FutureTask\\.get.*in the same pool               | starved-\\* parked by FutureTask\\.get .* in Threads\\.waitForOneself",
        "virtual-threads | Virtual threads block the threads that carry them .*VirtualThreads\\.slowly | pinned to its carrier .*<clinit> on stack",
        "locks           | `Locks\\$Vault\\.deposit:\\d+`.*asleep .* while it holds the lock            | blocked by a monitor .*Locks\\$Bank.* held by auditor, which then was in Locks\\$Bank\\.audit",
        "io              | `server-slow` is held up writing a socket .*Io\\.answer                     | server-slow writing a socket .* in Io\\.answer",
        "logging         | caused by `java\\.io\\.IOException: No space left on device                 | cause: java\\.io\\.IOException: No space left on device",
        "go              | `Group\\.\\w+` uses \\d+ % of the CPU time                                 | Group\\.\\w+: .*% of CPU",
        "binary-trees    | `BinaryTrees\\$Tree\\.grow`                                                | BinaryTrees\\$Tree\\.grow: .*% of CPU",
        "classes         | `second` waits .*until a class is initialised.*`first` initialises it       | waiting until a class is initialised .*held by first, which then was in Classes\\$Settings\\.<clinit>",
        "data-frames     | `DataFrames\\.\\w+`                                                        | DataFrames\\.boxed: .*% of CPU.*TimSort",
        "start-stop      | `StartStop\\.work` uses \\d+ % of the CPU time                             | \"sort\": .* in \\d+",
        "http-server     | `HttpServer\\.distance`                                                    | HttpServer\\.distance: .*String\\.charAt",
        "outlier         | `archiver` holds the lock .*Journal.*Journal\\.archive.*`main` waits        | held by archiver, which then was in Outlier\\$Journal\\.archive",
      })
  void tellTheCause(String example, String inShort, String inEvidence) throws IOException {
    Timeline timeline = timeline(example);
    Evidence evidence = Explainer.evidence(timeline, Focus.all(timeline), Evidence.DEFAULT_TOKENS);
    CheckedAnswer rules = Explainer.rules(timeline, Focus.all(timeline), Evidence.DEFAULT_TOKENS);
    Goldens.check("examples/" + example + ".txt", evidence.text());
    Goldens.check("examples/" + example + ".md", rules.plain());

    String first = rules.plain().lines().findFirst().orElse("");
    assertTrue(first.startsWith("**In short:** "), first);
    assertTrue(Pattern.compile(inShort).matcher(first).find(), first);
    assertTrue(Pattern.compile(inEvidence).matcher(evidence.text()).find(), evidence.text());
    assertTrue(evidence.tokens() <= Evidence.DEFAULT_TOKENS, "tokens " + evidence.tokens());
    assertTrue(
        evidence.coveredShare() >= 0.95 || evidence.text().contains("not shown: "),
        "covered " + evidence.coveredShare());
    for (Matcher cpu = PERCENT.matcher(evidence.text()); cpu.find(); ) {
      assertTrue(Integer.parseInt(cpu.group(1)) <= 100, cpu.group());
    }
    for (Matcher cited = CITED.matcher(rules.plain()); cited.find(); ) {
      assertNotNull(evidence.row(cited.group(1)), cited.group());
    }
    assertEquals(0, rules.unproven().size(), rules.unproven().toString());
  }
}
