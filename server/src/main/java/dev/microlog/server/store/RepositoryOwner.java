package dev.microlog.server.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is known of the JVM that writes to a repository of chunks. The agent names it there, in a
 * file {@code owner}:
 *
 * <pre>
 *   ce1cff3c-1aa6-4ae0-8a32-76b4d4b5b4f3 pid:[4026531836] 4711
 *   a boot of a machine                  its processes    the process
 * </pre>
 *
 * Processes of another machine, container or boot cannot be looked up; they may have the same
 * numbers. Linux only.
 */
public enum RepositoryOwner {
  /** It runs on this machine. */
  ALIVE,
  /** It ran on this machine. */
  GONE,
  /** It runs or ran elsewhere. */
  ELSEWHERE,
  /** Nobody has said which it is. */
  UNNAMED;

  static final String FILE = "owner";

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** Not to be seen where processes of others are hidden ({@code hidepid}). */
  private static final Path FIRST_PROCESS = Path.of("/proc/1");

  /** Looks at the owner of a repository. */
  public static RepositoryOwner of(Path repository) {
    String owner;
    try {
      owner = Files.readString(repository.resolve(FILE)).trim();
    } catch (IOException e) {
      return UNNAMED;
    }
    int space = owner.lastIndexOf(' ');
    String host = host();
    if (space <= 0 || !owner.substring(0, space).equals(host)) {
      return ELSEWHERE;
    }
    String process = owner.substring(space + 1);
    if (!process.matches("\\d+") || !Files.exists(FIRST_PROCESS)) {
      return ELSEWHERE;
    }
    return isGone(Path.of("/proc", process)) ? GONE : ALIVE;
  }

  /** Also a process that nobody has waited for, a zombie. */
  private static boolean isGone(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
    } catch (IOException e) {
      return Files.notExists(process);
    }
  }

  /** Where process numbers are those of this JVM; empty where that cannot be said. */
  static String host() {
    try {
      return Files.readString(BOOT).trim() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
