package dev.microlog.bridge.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves one hook into a method:
 *
 * <pre>
 *   entry();
 *   try {
 *     …  before();  call  …
 *   } catch (Throwable e) {
 *     exit();
 *     throw e;
 *   }
 *   exit();  in front of each return
 * </pre>
 */
final class MethodWeaver extends MethodVisitor {
  private final MethodHook hook;
  private final String owner;
  private final List<Object> parameters;
  private final boolean hasFrames;
  private final Label bodyStart = new Label();

  /**
   * Weaves.
   *
   * @param hasFrames whether the class file is new enough (Java 6) to hold stack map frames
   */
  MethodWeaver(MethodVisitor next, MethodHook hook, String owner, int access, boolean hasFrames) {
    super(Opcodes.ASM9, next);
    this.hook = hook;
    this.owner = owner;
    this.parameters = frameTypes(owner, access, hook.descriptor());
    this.hasFrames = hasFrames;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (hook.entry() != null) {
      hook.entry().accept(mv);
    }
    if (hook.exit() != null) {
      mv.visitLabel(bodyStart);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    MethodHook.BeforeCall before = hook.before();
    if (before != null && type.equals(owner) && before.callee().contains(name)) {
      before.code().accept(mv);
    }
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    if (hook.exit() != null && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      hook.exit().accept(mv);
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (hook.exit() != null) {
      Label handler = new Label();
      // Last in the table: handlers of the method itself come first. An exit that throws would run
      // twice; none does.
      mv.visitTryCatchBlock(bodyStart, handler, handler, null);
      mv.visitLabel(handler);
      if (hasFrames) {
        mv.visitFrame(
            Opcodes.F_FULL,
            parameters.size(),
            parameters.toArray(),
            1,
            new Object[] {"java/lang/Throwable"});
      }
      hook.exit().accept(mv);
      mv.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  private static List<Object> frameTypes(String owner, int access, String descriptor) {
    List<Object> types = new ArrayList<>();
    if ((access & Opcodes.ACC_STATIC) == 0) {
      types.add(owner);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      types.add(frameType(type));
    }
    return types;
  }

  private static @Nullable Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> type.getInternalName();
    };
  }
}
