package dev.microlog.bridge.weave;

import dev.microlog.bridge.capture.Capture;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves the hooks into classes, as they are loaded and those that are loaded already. */
public final class Weaver implements ClassFileTransformer {
  private static final Set<String> TYPES =
      Hooks.ALL.stream().map(MethodHook::type).collect(Collectors.toUnmodifiableSet());

  private Weaver() {}

  /** Weaves all hooks from now on. */
  public static void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(new Weaver(), true);
    for (Class<?> loaded : loadedTypes(instrumentation)) {
      try {
        instrumentation.retransformClasses(loaded);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
        Capture.failed("capture in " + loaded.getName(), e);
      }
    }
  }

  private static List<Class<?>> loadedTypes(Instrumentation instrumentation) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (TYPES.contains(type.getName().replace('.', '/'))) {
        found.add(type);
      }
    }
    return found;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (className == null || !TYPES.contains(className)) {
      return null;
    }
    try {
      return weave(className, classFile);
    } catch (Throwable e) {
      Capture.failed("capture in " + className.replace('/', '.'), e);
      return null;
    }
  }

  static byte @Nullable [] weave(String className, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    HookVisitor visitor = new HookVisitor(writer, className);
    reader.accept(visitor, 0);
    return visitor.isWoven ? writer.toByteArray() : null;
  }

  private static final class HookVisitor extends ClassVisitor {
    private final String className;
    private boolean hasFrames;
    private boolean isWoven;

    HookVisitor(ClassVisitor next, String className) {
      super(Opcodes.ASM9, next);
      this.className = className;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      hasFrames = (version & 0xFFFF) >= Opcodes.V1_6;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      for (MethodHook hook : Hooks.ALL) {
        if (hook.matches(className, name, descriptor)) {
          isWoven = true;
          return new MethodWeaver(next, hook, className, access, descriptor, hasFrames);
        }
      }
      return next;
    }
  }
}
