package dev.microlog.bridge.program;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens descriptors; its argument is a file to read. Half of them it closes. */
public final class Descriptors {
  private static final List<Object> OPEN = new ArrayList<>();

  private Descriptors() {}

  /** Opens. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    leak(file);
    close(file);
    System.out.println(OPEN.size() + " left open");
  }

  private static void leak(Path file) throws IOException {
    OPEN.add(new FileInputStream(file.toFile()));
    OPEN.add(new RandomAccessFile(file.toFile(), "r"));
    OPEN.add(Files.newInputStream(file));
    OPEN.add(FileChannel.open(file));
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    OPEN.add(server);
    OPEN.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    OPEN.add(server.accept());
  }

  private static void close(Path file) throws IOException {
    try (FileInputStream stream = new FileInputStream(file.toFile());
        FileChannel channel = stream.getChannel();
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SocketChannel client = SocketChannel.open(server.getLocalSocketAddress());
        Socket accepted = server.accept()) {
      System.out.println(
          channel.size() + " bytes, " + accepted.isConnected() + " " + client.isConnected());
    }
  }
}
