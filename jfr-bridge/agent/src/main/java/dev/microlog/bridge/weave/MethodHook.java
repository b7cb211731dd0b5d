package dev.microlog.bridge.weave;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;

/**
 * What is woven into one method.
 *
 * @param type the internal name of the class, such as {@code java/io/PrintStream}
 * @param method the method's name
 * @param descriptor its descriptor
 * @param entry code at its beginning; null for none
 * @param exit code at its end, normal or by exception; null for none
 * @param before code in front of calls; null for none
 */
record MethodHook(
    String type,
    String method,
    String descriptor,
    @Nullable Consumer<MethodVisitor> entry,
    @Nullable Consumer<MethodVisitor> exit,
    @Nullable BeforeCall before) {

  /**
   * Code in front of calls.
   *
   * @param callee the simple name of the called methods; they must belong to the class itself
   * @param code the code
   */
  record BeforeCall(java.util.Set<String> callee, Consumer<MethodVisitor> code) {}

  boolean matches(String otherType, String otherMethod, String otherDescriptor) {
    return type.equals(otherType)
        && method.equals(otherMethod)
        && descriptor.equals(otherDescriptor);
  }
}
