package dev.microlog.examples.schedule;

import dev.microlog.examples.Jdk;
import dev.microlog.examples.RecordedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One recording of the schedule and its comparison with the diary. */
record RecordedSchedule(RecordedProgram program, Comparison comparison) {
  /**
   * Records the schedule.
   *
   * @param rounds of the scene that computes
   * @param load threads that want the processors meanwhile
   */
  static RecordedSchedule record(Jdk jdk, Path folder, int rounds, int load)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path diary = folder.resolve("diary.txt");
    var program =
        RecordedProgram.record(
            jdk,
            folder,
            "microlog",
            List.of("-Xmx256m"),
            List.of(
                Schedule.class.getName(),
                diary.toString(),
                Integer.toString(rounds),
                Integer.toString(load)));
    return new RecordedSchedule(program, new Comparison(Truth.read(diary), program.timeline()));
  }
}
