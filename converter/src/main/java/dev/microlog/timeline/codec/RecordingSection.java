package dev.microlog.timeline.codec;

import dev.microlog.timeline.RecordingInfo;

/** What is said of the recording as a whole; told again in every segment, the last one counts. */
final class RecordingSection {
  private RecordingSection() {}

  static void write(RecordingInfo info, BytesWriter out) {
    out.text(info.name());
    out.signed(info.startEpochMicros());
    out.signed(info.zoneOffsetMinutes());
    out.signed(info.durationMicros());
    out.text(info.jvm());
    out.text(info.javaVersion());
    out.text(info.host());
    out.signed(info.processId());
    out.signed(info.cores());
    out.signed(info.maxHeapBytes());
    out.text(info.commandLine());
    out.signed(info.executionPeriodMicros());
    out.signed(info.nativePeriodMicros());
    out.signed(info.cpuPeriodMicros());
    out.signed(info.lostSamples());
    out.signed(info.lostBytes());
    out.text(info.source());
  }

  static RecordingInfo read(BytesReader in) throws MalformedTimelineException {
    return new RecordingInfo(
        in.text(),
        in.signed(),
        (int) in.signed(),
        in.signed(),
        in.text(),
        in.text(),
        in.text(),
        in.signed(),
        (int) in.signed(),
        in.signed(),
        in.text(),
        in.signed(),
        in.signed(),
        in.signed(),
        in.signed(),
        in.signed(),
        in.text());
  }
}
