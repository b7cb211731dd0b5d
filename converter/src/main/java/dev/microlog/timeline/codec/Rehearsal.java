package dev.microlog.timeline.codec;

/**
 * A made-up segment, to be decoded while the first real one is on its way: a browser compiles what
 * has run for a while, on another processor, and runs it five times as fast from then on.
 *
 * <p>It has one thread, samples, allocations and a lane: all ways in which columns are written that
 * large recordings have most of, with numbers of one, two and three bytes.
 */
final class Rehearsal {
  private static final int ROWS = 2000;

  private final BytesWriter section = new BytesWriter();
  private final BytesWriter body = new BytesWriter();

  private Rehearsal() {}

  /** The bytes of a whole segment. */
  static byte[] segment() {
    Rehearsal rehearsal = new Rehearsal();
    rehearsal.body.count(0);
    rehearsal.thread();
    rehearsal.samples();
    rehearsal.allocations();
    rehearsal.lane();
    BytesWriter out = new BytesWriter();
    out.all(Format.MAGIC);
    out.oneByte(Format.VERSION);
    out.fixed32(rehearsal.body.size());
    out.append(rehearsal.body);
    return out.toArray();
  }

  private void close(int tag) {
    body.oneByte(tag);
    body.count(section.size());
    body.append(section);
    section.clear();
  }

  private void thread() {
    section.count(1);
    section.signed(1); // its row, from -1
    section.signed(1);
    section.signed(0);
    section.reference(-1);
    section.reference(0);
    section.signed(-1);
    section.signed(-1);
    close(Section.THREADS);
  }

  private void samples() {
    oneThread();
    section.count(200);
    numbers(8000);
    section.count(2);
    section.count(2);
    section.signed(0);
    section.signed(0);
    places();
    section.count(2);
    section.count(2);
    section.signed(1);
    section.signed(1);
    section.signed(20_001);
    section.signed(0);
    places();
    close(Section.SAMPLES);
  }

  private void allocations() {
    oneThread();
    section.count(10_000);
    split();
    section.count(1);
    section.count(0);
    section.signed(0);
    section.signed(0);
    section.oneByte(0);
    section.count(16);
    split();
    close(Section.ALLOCATIONS);
  }

  private void lane() {
    section.count(1);
    section.text("lane");
    section.text("bytes");
    section.text("");
    section.count(1);
    section.count(0);
    section.count(0);
    section.count(ROWS);
    section.count(10_000);
    numbers(100);
    section.count(16);
    numbers(40_000);
    close(Section.LANES);
  }

  private void oneThread() {
    section.count(ROWS);
    section.count(1);
    section.count(0);
    section.count(ROWS);
  }

  /** Signed numbers, a quarter of them large. */
  private void numbers(int largest) {
    for (int row = 0; row < ROWS; row++) {
      section.signed(row * 7919 % (row % 4 == 0 ? largest : 50));
    }
  }

  private void split() {
    for (int row = 0; row < ROWS; row++) {
      section.oneByte(row * 31);
    }
    numbers(100);
  }

  private void places() {
    for (int row = 0; row < ROWS; row++) {
      section.count(1 + row % 2);
    }
  }
}
