package dev.microlog.server.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the store needs of the converter; one small wall, so that a store can be tested without JFR.
 */
public interface TimelineConversion {

  /**
   * Converts a recording, or a JFR repository directory, into a timeline.
   *
   * @param name of the application, unless the recording says so itself
   * @throws EmptyRecordingException when there is nothing in it
   * @throws IOException when nothing could be made of it; its message is fit for a person
   */
  void convert(Path source, Path target, String name) throws IOException;

  /**
   * Reads what the list shows of a timeline.
   *
   * @throws IOException when it is no timeline
   */
  TimelineSummary summarize(Path timeline) throws IOException;
}
