package dev.microlog.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that sends exactly the bytes it is given; real clients refuse to be this rude. */
final class RawHttp {
  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /**
   * Sends {@code GET path} and the like with these header lines, and reads the answer to its end.
   */
  Answer send(String method, String path, String... headers) throws IOException {
    return sendBody(method, path, new byte[0], headers);
  }

  Answer sendBody(String method, String path, byte[] body, String... headers) throws IOException {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean host = false;
    for (String header : headers) {
      head.append(header).append("\r\n");
      host |= header.toLowerCase(Locale.ROOT).startsWith("host");
    }
    if (!host) {
      head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return Answer.read(socket.getInputStream(), method.equals("HEAD"));
    }
  }

  /** An answer: its status, the lines of its head, and the bytes after them. */
  static final class Answer {
    final int status;
    final String head;
    final byte[] body;

    private Answer(int status, String head, byte[] body) {
      this.status = status;
      this.head = head;
      this.body = body;
    }

    /** Reads one answer; Helidon keeps the connection open whatever the request says of it. */
    static Answer read(InputStream in, boolean headOnly) throws IOException {
      var bytes = new ByteArrayOutputStream();
      while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          break;
        }
        bytes.write(b);
      }
      String head = bytes.toString(StandardCharsets.ISO_8859_1).strip();
      int status = head.length() < 12 ? 0 : Integer.parseInt(head.substring(9, 12));
      var answer = new Answer(status, head, new byte[0]);
      if (headOnly || status == 204 || status == 304) {
        return answer;
      }
      String length = answer.header("Content-Length");
      if (!length.isEmpty()) {
        return new Answer(status, head, in.readNBytes(Integer.parseInt(length)));
      }
      return answer.header("Transfer-Encoding").equals("chunked")
          ? new Answer(status, head, chunks(in))
          : answer;
    }

    private static byte[] chunks(InputStream in) throws IOException {
      var body = new ByteArrayOutputStream();
      while (true) {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
          line.append((char) b);
        }
        int size = Integer.parseInt(line.toString().strip(), 16);
        body.write(in.readNBytes(size));
        in.skipNBytes(2);
        if (size == 0) {
          return body.toByteArray();
        }
      }
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The value of a header, or the empty text. */
    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }

    @Override
    public String toString() {
      return head + "\n\n" + text();
    }
  }
}
