package dev.microlog.bridge.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Weaves one hook into a method, in the shape that {@link MethodHook} shows. */
final class MethodWeaver extends MethodVisitor {
  private final MethodHook hook;
  private final String owner;
  private final Object[] parameters;
  private final boolean hasFrames;
  private final Label bodyStart = new Label();

  /**
   * Weaves.
   *
   * @param hasFrames whether the class file is new enough (Java 6) to hold stack map frames
   */
  MethodWeaver(
      MethodVisitor next,
      MethodHook hook,
      String owner,
      int access,
      String descriptor,
      boolean hasFrames) {
    super(Opcodes.ASM9, next);
    this.hook = hook;
    this.owner = owner;
    this.parameters = frameTypes(owner, access, descriptor);
    this.hasFrames = hasFrames;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (hook.entry() != null) {
      hook.entry().write(mv, bodyStart);
    }
    if (hook.exit() != null) {
      mv.visitLabel(bodyStart);
    }
    if (hook.guarded() != null) {
      weaveGuarded(hook.guarded());
    }
  }

  private void weaveGuarded(Code code) {
    Label start = new Label();
    Label handler = new Label();
    Label end = new Label();
    mv.visitTryCatchBlock(start, handler, handler, "java/lang/Throwable");
    mv.visitLabel(start);
    code.write(mv, end);
    mv.visitJumpInsn(Opcodes.GOTO, end);
    mv.visitLabel(handler);
    visitFrame(new Object[] {"java/lang/Throwable"});
    Code.call(mv, "FrameworkSink", "failed", "(Ljava/lang/Throwable;)V");
    mv.visitLabel(end);
    visitFrame(new Object[0]);
    // The method may begin with a frame of its own; two must not stand at one place.
    mv.visitInsn(Opcodes.NOP);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    Code before = hook.before();
    if (before != null && type.equals(owner) && hook.callees().contains(name)) {
      before.write(mv, bodyStart);
    }
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      if (hook.after() != null) {
        hook.after().write(mv, bodyStart);
      }
      if (hook.exit() != null) {
        hook.exit().write(mv, bodyStart);
      }
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (hook.exit() != null) {
      Label handler = new Label();
      // Last in the table, after the method's own handlers. An exit that throws would run twice;
      // none does.
      mv.visitTryCatchBlock(bodyStart, handler, handler, null);
      mv.visitLabel(handler);
      visitFrame(new Object[] {"java/lang/Throwable"});
      hook.exit().write(mv, bodyStart);
      mv.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  private void visitFrame(Object[] stack) {
    if (hasFrames) {
      mv.visitFrame(Opcodes.F_FULL, parameters.length, parameters, stack.length, stack);
    }
  }

  private static Object[] frameTypes(String owner, int access, String descriptor) {
    List<Object> types = new ArrayList<>();
    if ((access & Opcodes.ACC_STATIC) == 0) {
      types.add(owner);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      types.add(frameType(type));
    }
    return types.toArray();
  }

  private static Object frameType(Type type) {
    @Nullable Object primitive =
        switch (type.getSort()) {
          case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
          case Type.LONG -> Opcodes.LONG;
          case Type.FLOAT -> Opcodes.FLOAT;
          case Type.DOUBLE -> Opcodes.DOUBLE;
          default -> null;
        };
    return primitive != null ? primitive : type.getInternalName();
  }
}
