package dev.microlog.bridge.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Hands the channel that a static method is about to return to the sink, with the method's first
 * parameter, its path.
 */
record ReturnedChannelCode() implements Code {
  @Override
  public void write(MethodVisitor code, Label end) {
    code.visitInsn(Opcodes.DUP);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    String arguments = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    Code.call(code, "DescriptorSink", "openedChannel", arguments);
  }
}
