package dev.microlog.convert.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A protocol buffer message that grows: fields as tag and value, as protobuf.dev describes them.
 */
final class ProtoBuffer {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds an integer; zero is the default and is not written. */
  void integer(int field, long value) {
    if (value != 0) {
      varint((long) field << 3 | VARINT);
      varint(value);
    }
  }

  void message(int field, ProtoBuffer message) {
    varint((long) field << 3 | BYTES);
    varint(message.bytes.size());
    bytes.writeBytes(message.bytes.toByteArray());
  }

  void text(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint((long) field << 3 | BYTES);
    varint(utf8.length);
    bytes.writeBytes(utf8);
  }

  /** Adds a list of integers, packed. */
  void packed(int field, long... values) {
    ProtoBuffer list = new ProtoBuffer();
    for (long value : values) {
      list.varint(value);
    }
    message(field, list);
  }

  void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
