package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.PrintEvent;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of what one thread prints on one stream, one event a line.
 *
 * <p>Printing {@code "a"}, then {@code "b\nc"}:
 *
 * <pre>
 *   write "a"      pending a
 *   write "b\nc"   event "ab", pending c
 *   flush          event "c"
 * </pre>
 *
 * <p>A carriage return goes back to the beginning of the line as on a terminal: of a progress bar
 * the last state remains. The lock is a leaf lock: nothing is called under it but JFR.
 */
final class LineAssembler {
  /** Bytes of a line that are kept; the rest is counted. */
  static final int MAX_BYTES = 16_384;

  private static final byte[] NOTHING = {};

  private final String stream;
  private final Thread thread;
  private byte[] pending = NOTHING;
  private int length;
  private int omitted;
  private Charset charset = StandardCharsets.UTF_8;
  private PrintEvent.@Nullable WithStack eventWithStack;
  private PrintEvent.@Nullable Bare bareEvent;
  // Of this thread alone:

  private @Nullable CharsetDecoder decoder;

  /** The bytes of a character whose other bytes have not come yet. */
  private byte[] half = NOTHING;

  /** Whether the beginning of the current line was skipped. */
  private boolean isSkipping;

  LineAssembler(String stream, Thread thread) {
    this.stream = stream;
    this.thread = thread;
  }

  /** Whether a line waits for its newline. */
  synchronized boolean isPending() {
    return bareEvent != null;
  }

  /**
   * Passes over what was printed, because nobody wants it: counted as one line, however many it
   * has, as looking for them would cost more than printing them.
   *
   * @return false where a line waits for its end, which must be taken
   */
  boolean skip(byte[] bytes, int offset, int count, StreamCharset encoding) {
    if (isPending()) {
      return false;
    }
    boolean isEnd = bytes[offset + count - 1] == '\n';
    if (isEnd || !encoding.isAsciiCompatible()) {
      Budget.LINES.refuse();
    }
    isSkipping = !isEnd && encoding.isAsciiCompatible();
    half = NOTHING;
    return true;
  }

  /**
   * Takes what was printed.
   *
   * @return whether a line waits for its newline now
   */
  synchronized boolean write(byte[] bytes, int offset, int count, StreamCharset encoding) {
    if (encoding.isAsciiCompatible()) {
      charset = encoding.charset();
      split(bytes, isSkipping ? endOfSkipped(bytes, offset, count) : offset, offset + count);
    } else {
      charset = StandardCharsets.UTF_8;
      byte[] recoded = recode(bytes, offset, count, encoding.charset());
      split(recoded, 0, recoded.length);
    }
    return bareEvent != null;
  }

  /** Where the line after the skipped one begins. */
  private int endOfSkipped(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (bytes[i] == '\n') {
        isSkipping = false;
        Budget.LINES.refuse();
        return i + 1;
      }
    }
    return offset + count;
  }

  /** Writes the line that waits for its newline, if one does. */
  synchronized void flush() {
    if (bareEvent != null) {
      end();
    }
  }

  private void split(byte[] bytes, int from, int to) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        if (bareEvent == null) {
          wholeLine(bytes, start, i);
        } else {
          append(bytes, start, i);
          end();
        }
        start = i + 1;
      }
    }
    if (start < to) {
      begin();
      append(bytes, start, to);
    }
  }

  /** The ordinary case: text and newline come in one write and are not copied. */
  private void wholeLine(byte[] bytes, int from, int to) {
    if (to - from > MAX_BYTES) {
      begin();
      append(bytes, from, to);
      end();
    } else if (Budget.LINES.take()) {
      commit(
          Budget.STACKS.take() ? new PrintEvent.WithStack() : new PrintEvent.Bare(),
          bytes,
          from,
          to,
          0);
    }
  }

  private void begin() {
    if (bareEvent == null) {
      // Both begin now; which one is written is known only when the line ends, and on which thread.
      eventWithStack = new PrintEvent.WithStack();
      eventWithStack.begin();
      bareEvent = new PrintEvent.Bare();
      bareEvent.begin();
    }
  }

  private void append(byte[] bytes, int from, int to) {
    int room = MAX_BYTES - length;
    if (to - from > room && length > 0) {
      forgetOverwritten();
      room = MAX_BYTES - length;
    }
    int copied = Math.min(room, to - from);
    if (pending.length < length + copied) {
      pending =
          Arrays.copyOf(
              pending, Math.max(length + copied, Math.min(MAX_BYTES, 2 * pending.length)));
    }
    System.arraycopy(bytes, from, pending, length, copied);
    length += copied;
    omitted += characters(bytes, from + copied, to);
  }

  /** Drops what a carriage return has overwritten. */
  private void forgetOverwritten() {
    int start = lineStart(pending, 0, length);
    System.arraycopy(pending, start, pending, 0, length - start);
    length -= start;
    if (start > 0) {
      omitted = 0;
    }
  }

  private void end() {
    PrintEvent.WithStack withStack = eventWithStack;
    PrintEvent.Bare bare = bareEvent;
    eventWithStack = null;
    bareEvent = null;
    int end = length;
    int cut = omitted;
    length = 0;
    omitted = 0;
    if (withStack != null && bare != null && Budget.LINES.take()) {
      boolean own = Thread.currentThread().equals(thread);
      commit(own && Budget.STACKS.take() ? withStack : bare, pending, 0, end, cut);
    }
    if (pending.length > 1_024) {
      pending = NOTHING;
    }
  }

  private void commit(PrintEvent event, byte[] bytes, int from, int to, int cut) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    int start = lineStart(bytes, from, end);
    Thread current = Thread.currentThread();
    event.describe(
        stream,
        SecretMask.apply(new String(bytes, start, end - start, charset), cut > 0),
        cut,
        current.equals(thread) ? null : thread.getName());
    event.commit();
  }

  /** Where the text begins that the last carriage return left visible. */
  private static int lineStart(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == '\r' && i + 1 < to) {
        return i + 1;
      }
    }
    return from;
  }

  /** Characters in these bytes; exact in UTF-8 and in charsets of one byte a character. */
  private int characters(byte[] bytes, int from, int to) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return to - from;
    }
    int count = 0;
    for (int i = from; i < to; i++) {
      // 10xxxxxx continues a character; 11110xxx begins one of two Java chars.
      count += (bytes[i] & 0xC0) == 0x80 ? 0 : (bytes[i] & 0xF8) == 0xF0 ? 2 : 1;
    }
    return count;
  }

  /**
   * Charsets without a newline byte of their own, such as UTF-16, pass through a decoder. What is
   * left of a character that comes in two writes waits for the next.
   */
  private byte[] recode(byte[] bytes, int offset, int count, Charset from) {
    CharsetDecoder current = decoder;
    if (current == null || !current.charset().equals(from)) {
      current =
          from.newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      decoder = current;
      half = NOTHING;
    }
    ByteBuffer all = ByteBuffer.allocate(half.length + count);
    all.put(half).put(bytes, offset, count).flip();
    CharBuffer chars =
        CharBuffer.allocate((int) (all.remaining() * (double) current.maxCharsPerByte()) + 1);
    current.decode(all, chars, false);
    half = Arrays.copyOfRange(all.array(), all.position(), all.limit());
    return chars.flip().toString().getBytes(StandardCharsets.UTF_8);
  }
}
