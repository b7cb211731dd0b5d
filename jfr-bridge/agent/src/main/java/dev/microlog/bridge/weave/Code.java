package dev.microlog.bridge.weave;

import dev.microlog.bridge.capture.Preparation;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A few instructions to be woven in. Objects and not lambdas: the list of hooks is made at the
 * start of somebody's program, where each lambda costs a good part of a millisecond.
 */
interface Code {
  /**
   * Writes the instructions.
   *
   * @param end where they may jump, with an empty stack, to do nothing more; only in guarded code
   */
  void write(MethodVisitor method, Label end);

  /**
   * A call of a sink with some of the method's own variables.
   *
   * @param sink the simple name of a class in {@code dev.microlog.bridge.capture}
   * @param method its static method
   * @param descriptor the method's descriptor
   * @param firstVariable the local variable that is its first argument; the others follow it
   */
  record SinkCall(String sink, String method, String descriptor, int firstVariable)
      implements Code {
    /** A call without arguments. */
    SinkCall(String sink, String method) {
      this(sink, method, "()V", 0);
    }

    @Override
    public void write(MethodVisitor code, Label end) {
      int variable = firstVariable;
      for (Type type : Type.getArgumentTypes(descriptor)) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
        variable += type.getSize();
      }
      call(code, sink, method, descriptor);
    }
  }

  /** Calls a sink with what is on the stack. It is made ready before anybody can call it. */
  static void call(MethodVisitor code, String sink, String method, String descriptor) {
    Preparation.initialize(sink);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "dev/microlog/bridge/capture/" + sink, method, descriptor, false);
  }
}
