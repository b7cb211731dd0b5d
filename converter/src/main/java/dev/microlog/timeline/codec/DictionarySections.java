package dev.microlog.timeline.codec;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.FrameTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.TimelineBuilder;

/**
 * The tables that grow from segment to segment, beside texts: methods, frames and stack nodes. A
 * section holds the rows that are new; their numbers go on from those of earlier segments.
 */
final class DictionarySections {
  private static final MethodKind[] METHOD_KINDS = MethodKind.values();
  private static final FrameKind[] FRAME_KINDS = FrameKind.values();

  private DictionarySections() {}

  static void writeMethods(MethodTable methods, int from, BytesWriter out) {
    int rows = methods.size() - from;
    out.count(rows);
    out.column("classNameString");
    Columns.referenceSteps(out, rows, row -> methods.classNameString(from + row));
    out.column("nameString");
    Columns.referenceSteps(out, rows, row -> methods.nameString(from + row));
    out.column("descriptorString");
    Columns.referenceSteps(out, rows, row -> methods.descriptorString(from + row));
    out.column("kind");
    Columns.runs(out, rows, row -> methods.kind(from + row).ordinal());
  }

  static void readMethods(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int strings = builder.strings().size();
    int[] className = Columns.referenceSteps(in, rows, strings);
    int[] name = Columns.referenceSteps(in, rows, strings);
    int[] descriptor = Columns.referenceSteps(in, rows, strings);
    int[] kind = Columns.runs(in, rows, METHOD_KINDS.length);
    for (int row = 0; row < rows; row++) {
      builder.methods().add(className[row], name[row], descriptor[row], METHOD_KINDS[kind[row]]);
    }
  }

  static void writeFrames(FrameTable frames, int from, BytesWriter out) {
    int rows = frames.size() - from;
    out.count(rows);
    out.column("method");
    Columns.referenceSteps(out, rows, row -> frames.method(from + row));
    out.column("line");
    Columns.references(out, rows, row -> frames.line(from + row));
    out.column("kind");
    Columns.references(out, rows, row -> frames.kind(from + row).ordinal());
  }

  static void readFrames(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] method = Columns.referenceSteps(in, rows, builder.methods().size());
    int[] line = Columns.references(in, rows, Integer.MAX_VALUE);
    int[] kind = Columns.references(in, rows, FRAME_KINDS.length);
    for (int row = 0; row < rows; row++) {
      if (method[row] < 0 || kind[row] < 0) {
        throw new MalformedTimelineException("a frame without method or kind");
      }
    }
    for (int row = 0; row < rows; row++) {
      builder.frames().add(method[row], line[row], FRAME_KINDS[kind[row]]);
    }
  }

  /** A parent is told as the distance back to it, 0 at a root: mostly 1. */
  static void writeStacks(StackTable stacks, int from, BytesWriter out) {
    int rows = stacks.size() - from;
    out.count(rows);
    for (int row = from; row < stacks.size(); row++) {
      int parent = stacks.parent(row);
      out.count(parent < 0 ? 0 : row - parent);
    }
    out.column("frame");
    Columns.referenceSteps(out, rows, row -> stacks.frame(from + row));
  }

  static void readStacks(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int from = builder.stacks().size();
    int[] parent = new int[rows];
    for (int row = 0; row < rows; row++) {
      int distance = in.count();
      if (distance > from + row) {
        throw new MalformedTimelineException(
            "stack node " + (from + row) + " with a parent " + distance + " rows before it");
      }
      parent[row] = distance == 0 ? -1 : from + row - distance;
    }
    int[] frame = Columns.referenceSteps(in, rows, builder.frames().size());
    for (int value : frame) {
      if (value < 0) {
        throw new MalformedTimelineException("a stack node without a frame");
      }
    }
    for (int row = 0; row < rows; row++) {
      builder.stacks().add(parent[row], frame[row]);
    }
  }
}
