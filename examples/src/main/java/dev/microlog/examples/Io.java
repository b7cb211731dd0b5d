package dev.microlog.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A socket server and two clients, one of them slow: who waits for whom?
 *
 * <p><b>What to look for.</b> The server has a thread for each connection. {@code server-quick}
 * computes ({@code Io.page}) and hardly waits. {@code server-slow} waits twice for its client: in
 * {@code Io.readRequest}, because the client types its request with pauses (a socket read), and in
 * {@code Io.answer}, because the client drains the large answer slowly and the buffers are full (a
 * socket write). Low CPU on {@code server-slow} is not the server's fault. {@code client-quick}
 * waits for the server's computing: its socket reads end where {@code Io.page} ends.
 */
public final class Io {
  private static final int PAGE_BYTES = 3 << 20;

  private Io() {}

  /** Serves both clients for five seconds, on the loopback interface and a free port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var pace = Pace.seconds(5);
    try (var server = new ServerSocket()) {
      server.setReceiveBufferSize(32 << 10);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      List<Thread> threads = new ArrayList<>();
      for (String name : List.of("quick", "slow")) {
        var client = new Thread(() -> request(server, name, pace), "client-" + name);
        client.start();
        threads.add(client);
        Socket connection = server.accept();
        var handler = new Thread(() -> handle(connection), "server-" + name);
        handler.start();
        threads.add(handler);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    System.out.println("Both clients have hung up");
  }

  // ---- the server's side

  private static void handle(Socket connection) {
    try (connection;
        var in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = connection.getOutputStream()) {
      connection.setSendBufferSize(32 << 10);
      for (String request = readRequest(in); request != null; request = readRequest(in)) {
        answer(out, page(request));
      }
    } catch (SocketException e) {
      System.err.println("A client went away: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String readRequest(BufferedReader in) throws IOException {
    return in.readLine();
  }

  /** Computes the answer: 3 MB for the slow client, which compress to little for the quick one. */
  private static byte[] page(String request) {
    var page = new byte[PAGE_BYTES];
    for (int i = 0; i < page.length; i++) {
      page[i] = (byte) (request.charAt(i % request.length()) ^ (i >>> 7));
    }
    if (request.startsWith("slow")) {
      return page;
    }
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(page);
      deflater.finish();
      var small = new byte[PAGE_BYTES];
      int length = deflater.deflate(small);
      return Arrays.copyOf(small, length);
    } finally {
      deflater.end();
    }
  }

  private static void answer(OutputStream out, byte[] page) throws IOException {
    out.write((page.length + "\n").getBytes(StandardCharsets.UTF_8));
    out.write(page);
    out.flush();
  }

  // ---- the clients' side

  private static void request(ServerSocket server, String name, Pace pace) {
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(32 << 10);
      socket.connect(server.getLocalSocketAddress());
      boolean slow = name.equals("slow");
      while (pace.running()) {
        type(socket.getOutputStream(), name + " request\n", slow ? 40 : 0);
        long bytes = drain(socket.getInputStream(), slow ? 60 : 0);
        System.out.println("client-" + name + " got " + bytes + " bytes");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void type(OutputStream out, String request, int pauseMillis) throws IOException {
    for (byte key : request.getBytes(StandardCharsets.UTF_8)) {
      out.write(key);
      if (pauseMillis > 0) {
        Pace.sleep(pauseMillis);
      }
    }
  }

  private static long drain(InputStream in, int pauseMillis) throws IOException {
    long expected = 0;
    for (int digit = in.read(); digit != '\n'; digit = in.read()) {
      if (digit < 0) {
        throw new IOException("the server hung up");
      }
      expected = expected * 10 + Character.digit(digit, 10);
    }
    long left = expected;
    var buffer = new byte[256 << 10];
    while (left > 0) {
      left -= in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
      if (pauseMillis > 0) {
        Pace.sleep(pauseMillis);
      }
    }
    return expected;
  }
}
