package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which JVM writes to a repository of chunks: a file {@code owner} in it, with one line.
 *
 * <pre>
 *   ce1cff3c-1aa6-4ae0-8a32-76b4d4b5b4f3 pid:[4026531836] 4711
 *   this boot of this machine            its processes    the process
 * </pre>
 *
 * <p>A store may be shared by machines and by containers, whose processes have the same numbers. So
 * a process is said to be gone only where it would be seen: on the same machine, since the same
 * boot, in the same PID namespace. Linux only; elsewhere there is no such file, and nobody is said
 * to be gone. The server reads this file too.
 */
final class RepositoryOwner {
  static final String FILE = "owner";

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Not to be seen where processes of others are hidden ({@code hidepid}). */
  private static final Path FIRST_PROCESS = Path.of("/proc/1");

  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  private RepositoryOwner() {}

  /** Names this JVM as the one that writes there. What cannot be written is left out. */
  static void write(Path repository) {
    String host = host();
    if (host != null) {
      try {
        Files.createDirectories(repository);
        Files.writeString(repository.resolve(FILE), host + " " + ProcessId.CURRENT + "\n");
      } catch (IOException ignored) {
        // Then nobody else removes what this JVM leaves, should it be killed.
      }
    }
  }

  /** Whether the JVM that wrote there is surely gone; false where that cannot be known. */
  static boolean isGone(Path repository) {
    try {
      String owner = Files.readString(repository.resolve(FILE)).trim();
      int space = owner.lastIndexOf(' ');
      return space > 0
          && owner.substring(0, space).equals(host())
          && Files.exists(FIRST_PROCESS)
          && isGoneProcess(Path.of("/proc", owner.substring(space + 1)));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Also a process that nobody has waited for, a zombie. */
  private static boolean isGoneProcess(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
    } catch (IOException e) {
      return Files.notExists(process);
    }
  }

  /** Where process numbers are those of this JVM; null where that cannot be said. */
  static @Nullable String host() {
    try {
      return Files.readString(BOOT).trim() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
