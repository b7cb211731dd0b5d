package dev.microlog.bridge.program;

import dev.microlog.Microlog;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens descriptors; its argument is a file to read. Half of them it closes, and one it closes when
 * it has asked for a report.
 */
public final class Descriptors {
  private static final List<Object> OPEN = new ArrayList<>();

  private Descriptors() {}

  /** Opens. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    try (FileInputStream early = new FileInputStream(file.toFile())) {
      Microlog.reportOpenDescriptors();
      System.out.println(early.read());
    }
    leak(file);
    close(file);
    System.out.println(OPEN.size() + " left open");
  }

  @SuppressWarnings("StreamResourceLeak") // the point of it
  private static void leak(Path file) throws Exception {
    OPEN.add(new FileInputStream(file.toFile()));
    OPEN.add(new RandomAccessFile(file.toFile(), "r"));
    OPEN.add(Files.newInputStream(file));
    OPEN.add(FileChannel.open(file));
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    OPEN.add(server);
    OPEN.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    OPEN.add(server.accept());
    OPEN.add(AsynchronousFileChannel.open(file));
    OPEN.add(Files.newDirectoryStream(file.getParent()));
    OPEN.add(Files.list(file.getParent()));
    AsynchronousServerSocketChannel asynchronous =
        AsynchronousServerSocketChannel.open()
            .bind(new InetSocketAddress(server.getInetAddress(), 0));
    OPEN.add(asynchronous);
    AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
    client.connect(asynchronous.getLocalAddress()).get();
    OPEN.add(client);
  }

  private static void close(Path file) throws IOException {
    try (FileInputStream stream = new FileInputStream(file.toFile());
        FileChannel channel = stream.getChannel();
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SocketChannel client = SocketChannel.open(server.getLocalSocketAddress());
        Socket accepted = server.accept();
        AsynchronousFileChannel asynchronous = AsynchronousFileChannel.open(file);
        AsynchronousSocketChannel socket = AsynchronousSocketChannel.open();
        AsynchronousServerSocketChannel acceptor = AsynchronousServerSocketChannel.open();
        DirectoryStream<Path> directory = Files.newDirectoryStream(file.getParent());
        Stream<Path> walk = Files.walk(file.getParent())) {
      System.out.println(
          channel.size() + " bytes, " + accepted.isConnected() + " " + client.isConnected());
      System.out.println(asynchronous.size() + " bytes, " + socket.isOpen() + acceptor.isOpen());
      System.out.println(directory.iterator().hasNext() + " " + walk.anyMatch(file::equals));
    }
  }
}
