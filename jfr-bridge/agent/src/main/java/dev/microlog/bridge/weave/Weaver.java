package dev.microlog.bridge.weave;

import dev.microlog.bridge.capture.Capture;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves the hooks into classes, as they are loaded and those that are loaded already. */
public final class Weaver implements ClassFileTransformer {
  private final Map<String, List<MethodHook>> hooks = Hooks.byType();

  private Weaver() {}

  /**
   * Weaves all hooks from now on, in a thread of its own: it takes some tens of milliseconds, in
   * which JFR can start.
   *
   * @return the thread; when it has ended, what was loaded already is woven
   */
  public static Thread start(Instrumentation instrumentation) {
    Thread thread =
        new Thread(null, new Installation(instrumentation), "Microlog weaver", 0, false);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private record Installation(Instrumentation instrumentation) implements Runnable {
    @Override
    public void run() {
      try {
        install(instrumentation);
      } catch (Throwable e) {
        Capture.failed("capture of prints and logs", e);
      }
    }
  }

  private static void install(Instrumentation instrumentation) {
    Weaver weaver = new Weaver();
    instrumentation.addTransformer(weaver, true);
    Class<?>[] loaded = weaver.loadedTypes(instrumentation);
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      installOneByOne(instrumentation, loaded);
    }
  }

  /** What hinders one class shall not hinder the others. */
  private static void installOneByOne(Instrumentation instrumentation, Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      try {
        instrumentation.retransformClasses(type);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
        Capture.failed("capture in " + type.getName(), e);
      }
    }
  }

  private Class<?>[] loadedTypes(Instrumentation instrumentation) {
    Set<String> names = new HashSet<>();
    for (String type : hooks.keySet()) {
      names.add(type.replace('/', '.'));
    }
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (names.contains(type.getName())) {
        found.add(type);
      }
    }
    return found.toArray(new Class<?>[0]);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    List<MethodHook> ofType = className == null ? null : hooks.get(className);
    if (ofType == null || className == null) {
      return null;
    }
    try {
      return weave(className, classFile, ofType);
    } catch (Throwable e) {
      Capture.failed("capture in " + className.replace('/', '.'), e);
      return null;
    }
  }

  private static byte @Nullable [] weave(
      String className, byte[] classFile, List<MethodHook> hooks) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    HookVisitor visitor = new HookVisitor(writer, className, hooks);
    reader.accept(visitor, 0);
    return visitor.isWoven ? writer.toByteArray() : null;
  }

  private static final class HookVisitor extends ClassVisitor {
    private final String className;
    private final List<MethodHook> hooks;
    private boolean hasFrames;
    private boolean isWoven;

    HookVisitor(ClassVisitor next, String className, List<MethodHook> hooks) {
      super(Opcodes.ASM9, next);
      this.className = className;
      this.hooks = hooks;
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
      for (MethodHook hook : hooks) {
        if (hook.matches(name, descriptor)) {
          isWoven = true;
          return new MethodWeaver(next, hook, className, access, descriptor, hasFrames);
        }
      }
      return next;
    }
  }
}
