package dev.microlog.timeline;

/** How the code of a frame was running. */
public enum FrameKind {
  UNKNOWN,
  INTERPRETED,
  /** Compiled by the JIT compiler. */
  COMPILED,
  /** Compiled into the code of its caller. */
  INLINED,
  /** Native code: a native method, a C library, the VM. */
  NATIVE,
  /** Code of the operating system's kernel. */
  KERNEL
}
