package dev.microlog.bridge.recorder;

import jdk.jfr.Recording;

/**
 * One recording from its start to its file.
 *
 * @param recording JFR's side of it
 * @param files where it lies
 * @param name the application
 */
record Session(Recording recording, RecordingFiles files, String name) {}
