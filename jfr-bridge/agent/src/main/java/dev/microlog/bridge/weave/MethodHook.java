package dev.microlog.bridge.weave;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into one method. Made with {@link #on} and then added to:
 *
 * <pre>
 *   entry;
 *   try {
 *     try { guarded } catch (Throwable e) { failed(e); }
 *     …  before;  call  …
 *     after;
 *   } finally {
 *     exit;
 *   }
 * </pre>
 *
 * @param type the internal name of the class, such as {@code java/io/PrintStream}
 * @param method the method's name
 * @param descriptor its descriptor, or the beginning of it
 * @param entry code at its beginning; null for none
 * @param guarded code after it that calls into the framework and may therefore throw; it may jump
 *     to the label, its end, with an empty stack; null for none
 * @param exit code at its end, normal or by exception; null for none
 * @param after code in front of its normal returns, before {@code exit}; null for none
 * @param callees names of methods of the same class in front of whose calls {@code before} stands
 * @param before code in front of those calls; null for none
 */
record MethodHook(
    String type,
    String method,
    String descriptor,
    @Nullable Code entry,
    @Nullable Code guarded,
    @Nullable Code exit,
    @Nullable Code after,
    Set<String> callees,
    @Nullable Code before) {

  static MethodHook on(String type, String method, String descriptor) {
    return new MethodHook(type, method, descriptor, null, null, null, null, Set.of(), null);
  }

  MethodHook withEntry(Code code) {
    return new MethodHook(type, method, descriptor, code, guarded, exit, after, callees, before);
  }

  MethodHook withGuarded(Code code) {
    return new MethodHook(type, method, descriptor, entry, code, exit, after, callees, before);
  }

  MethodHook withExit(Code code) {
    return new MethodHook(type, method, descriptor, entry, guarded, code, after, callees, before);
  }

  MethodHook withAfter(Code code) {
    return new MethodHook(type, method, descriptor, entry, guarded, exit, code, callees, before);
  }

  MethodHook withBefore(Set<String> called, Code code) {
    return new MethodHook(type, method, descriptor, entry, guarded, exit, after, called, code);
  }

  boolean matches(String otherMethod, String otherDescriptor) {
    return method.equals(otherMethod) && otherDescriptor.startsWith(descriptor);
  }
}
