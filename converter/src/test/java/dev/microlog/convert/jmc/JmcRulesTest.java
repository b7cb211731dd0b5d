package dev.microlog.convert.jmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.convert.ConversionOptions;
import dev.microlog.convert.ConversionProgress;
import dev.microlog.convert.JfrConverter;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.timeline.Finding;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;

class JmcRulesTest {
  @TempDir Path directory = Path.of("");

  private List<Finding> ruleFindings(ConversionOptions options)
      throws IOException, URISyntaxException {
    Path recording =
        Path.of(
            Objects.requireNonNull(
                    JmcRulesTest.class.getResource("/recordings/moditect_jfr-analytics--basic.jfr"))
                .toURI());
    Path file = directory.resolve("basic.microlog");
    JfrConverter.convert(recording, file, options, ConversionProgress.NONE);
    return TimelineFiles.read(file).findings().stream()
        .filter(finding -> finding.kind() == Finding.Kind.RULE)
        .toList();
  }

  @Test
  void saysWhatMissionControlSaysOfTheRecording() throws Exception {
    List<Finding> findings = ruleFindings(ConversionOptions.defaults());
    assertEquals(1, findings.size(), findings.toString());
    Finding finding = findings.get(0);
    assertEquals(
        "100 % of the garbage collections were caused by System.gc().",
        finding.title().replace('\u00a0', ' '));
    assertEquals(Finding.Severity.WARNING, finding.severity());
    assertTrue(finding.detail().startsWith("Calling System.gc() can cause"), finding.detail());
    assertTrue(
        finding.detail().endsWith("rule “GCs Caused by System.gc()”, score 94 of 100."),
        finding.detail());
  }

  @Test
  void saysThatItWasLeftOutForALargeRecordingAndIsSilentWhenSwitchedOff() throws Exception {
    List<Finding> findings = ruleFindings(ConversionOptions.defaults().withRulesMaxBytes(1000));
    assertEquals(1, findings.size());
    assertEquals("The rules of JDK Mission Control were not run", findings.get(0).title());
    assertEquals(Finding.Severity.INFO, findings.get(0).severity());
    assertEquals(List.of(), ruleFindings(ConversionOptions.defaults().withRulesMaxBytes(0)));
  }

  @Test
  void leavesOutRulesThatThereAre() {
    List<String> known = RuleRegistry.getRules().stream().map(IRule::getId).toList();
    assertTrue(known.containsAll(JmcRules.LEFT_OUT), known.toString());
    assertTrue(known.containsAll(JmcRules.TRENDS), known.toString());
  }

  @Test
  void makesPlainTextOfHtml() {
    assertEquals(
        "It''s by a & b.\n- one\n- List<String>".replace("''", "'"),
        JmcRules.plain(
            "It''s by <b>a</b> &amp; b.<p><ul><li>one</li><li>List&lt;String&gt;</li></ul>"));
  }
}
