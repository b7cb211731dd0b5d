package dev.microlog.timeline;

import java.util.function.IntPredicate;

/**
 * The methods that occur in stacks.
 *
 * <pre>
 *   row  className            name      descriptor             kind
 *    0   java.lang.Thread     run       ()V                    JDK
 *    1   com.acme.Shop        checkout  (Lcom/acme/Cart;)V     YOURS
 *    2                        [truncated]                      JDK
 *    3                        __libc_read                      JDK
 * </pre>
 *
 * <p>Names of lambda and hidden classes carry no addresses. A native function of a C library or of
 * the kernel has an empty class name and an empty descriptor.
 */
public final class MethodTable {
  /** The name of the root under which stacks hang whose own root was cut off by the recorder. */
  public static final String TRUNCATED = "[truncated]";

  private static final MethodKind[] KINDS = MethodKind.values();

  private final StringTable strings;
  private final int[] className;
  private final int[] name;
  private final int[] descriptor;
  private final int[] kind;

  private MethodTable(Builder builder, StringTable strings) {
    this.strings = strings;
    className = builder.className.frozen();
    name = builder.name.frozen();
    descriptor = builder.descriptor.frozen();
    kind = builder.kind.frozen();
  }

  private MethodTable(MethodTable from, int[] kind) {
    strings = from.strings;
    className = from.className;
    name = from.name;
    descriptor = from.descriptor;
    this.kind = kind;
  }

  /**
   * The same methods with other kinds: one that is yours no more is of a library.
   *
   * @param isYours says of a row whether it is the program's own code
   */
  public MethodTable withYours(IntPredicate isYours) {
    int[] kinds = new int[kind.length];
    for (int row = 0; row < kinds.length; row++) {
      MethodKind known = kind(row) == MethodKind.YOURS ? MethodKind.LIBRARY : kind(row);
      kinds[row] = (isYours.test(row) ? MethodKind.YOURS : known).ordinal();
    }
    return new MethodTable(this, kinds);
  }

  public int size() {
    return name.length;
  }

  /** Fully qualified, with dots and {@code $}; empty for a native function. */
  public String className(int row) {
    return strings.text(className[row]);
  }

  /** The name alone, e.g. {@code checkout} or {@code <init>}. */
  public String name(int row) {
    return strings.text(name[row]);
  }

  /** As in a class file, e.g. {@code (I)V}; empty where the recording does not say. */
  public String descriptor(int row) {
    return strings.text(descriptor[row]);
  }

  public MethodKind kind(int row) {
    return KINDS[kind[row]];
  }

  /** The row of the class name in {@link Timeline#strings()}: equal classes have equal rows. */
  public int classNameString(int row) {
    return className[row];
  }

  public int nameString(int row) {
    return name[row];
  }

  public int descriptorString(int row) {
    return descriptor[row];
  }

  /** {@code com.acme.Shop.checkout}, or the name alone where there is no class. */
  public String qualifiedName(int row) {
    String type = className(row);
    return type.isEmpty() ? name(row) : type + "." + name(row);
  }

  /** {@code com.acme}, empty for the unnamed package and for native functions. */
  public String packageName(int row) {
    String type = className(row);
    int dot = type.lastIndexOf('.');
    return dot < 0 ? "" : type.substring(0, dot);
  }

  /**
   * {@code Shop.checkout}: the class without its package, and the name; {@code
   * libjvm.so.Unsafe_Park} of a native function whose library is known.
   */
  public String shortName(int row) {
    String type = className(row);
    int library = libraryEnd(type);
    if (library >= 0) {
      return type.substring(type.lastIndexOf('/', library) + 1, library) + "." + name(row);
    }
    return type.isEmpty() ? name(row) : type.substring(type.lastIndexOf('.') + 1) + "." + name(row);
  }

  /**
   * Where the file name of a native library ends, before what async-profiler adds when it was
   * replaced ({@code libc.so;649be141 (deleted)}); -1 if the class is none.
   */
  private static int libraryEnd(String type) {
    if (type.endsWith(".dylib") || type.endsWith(".dll")) {
      return type.length();
    }
    int end = type.indexOf(".so") + 3;
    if (end < 3 || (end < type.length() && ".; ".indexOf(type.charAt(end)) < 0)) {
      return -1;
    }
    // libstdc++.so.6.0.28, but no package named "so"
    while (end < type.length() && ".0123456789".indexOf(type.charAt(end)) >= 0) {
      end++;
    }
    return type.charAt(end - 1) == '.' ? -1 : end;
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final IntColumn className = new IntColumn();
    private final IntColumn name = new IntColumn();
    private final IntColumn descriptor = new IntColumn();
    private final IntColumn kind = new IntColumn();
    private final RowIndex index = new RowIndex(className, name, descriptor);

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** The row of this method, which is added if it is new; a known one keeps its first kind. */
    public int intern(String className, String name, String descriptor, MethodKind kind) {
      int classNameString = strings.intern(className);
      int nameString = strings.intern(name);
      int descriptorString = strings.intern(descriptor);
      int row = index.findOrAdd(classNameString, nameString, descriptorString);
      return row >= 0 ? row : add(classNameString, nameString, descriptorString, kind);
    }

    /** Adds a row without looking whether it is there; the arguments are rows of the text pool. */
    public int add(int className, int name, int descriptor, MethodKind kind) {
      this.className.add(className);
      this.name.add(name);
      this.descriptor.add(descriptor);
      this.kind.add(kind.ordinal());
      return this.name.size() - 1;
    }

    public int size() {
      return name.size();
    }

    public String className(int row) {
      return strings.text(className.get(row));
    }

    MethodTable build(StringTable table) {
      strings.check(className, "class name");
      strings.check(name, "method name");
      strings.check(descriptor, "descriptor");
      return new MethodTable(this, table);
    }
  }
}
