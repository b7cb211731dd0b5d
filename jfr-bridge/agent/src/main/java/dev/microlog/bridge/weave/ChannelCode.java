package dev.microlog.bridge.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Hands a new file channel to the sink, with its path, the second parameter of its constructor, and
 * its parent.
 *
 * @param parent the parameter that is the parent
 */
record ChannelCode(int parent) implements Code {
  @Override
  public void write(MethodVisitor code, Label end) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitVarInsn(Opcodes.ALOAD, parent);
    String arguments = "(Ljava/lang/Object;Ljava/lang/String;Ljava/lang/Object;)V";
    Code.call(code, "DescriptorSink", "openedChannel", arguments);
  }
}
