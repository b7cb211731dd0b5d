package dev.microlog.convert.build;

/** Names of classes and methods, made readable and the same from run to run. */
final class ClassNames {
  private static final String LAMBDA = "$$Lambda";

  private ClassNames() {}

  /**
   * A class in source form: {@code [Ljava/lang/String;} becomes {@code java.lang.String[]}, and the
   * addresses and numbers of lambda, hidden and generated classes are left out.
   */
  static String readable(String jvmName) {
    int dimensions = 0;
    while (dimensions < jvmName.length() && jvmName.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = jvmName.substring(dimensions);
    if (dimensions > 0) {
      element = elementName(element);
    }
    return withoutNumbers(element.replace('/', '.')) + "[]".repeat(dimensions);
  }

  private static String elementName(String descriptor) {
    if (descriptor.length() == 1) {
      return switch (descriptor.charAt(0)) {
        case 'B' -> "byte";
        case 'C' -> "char";
        case 'D' -> "double";
        case 'F' -> "float";
        case 'I' -> "int";
        case 'J' -> "long";
        case 'S' -> "short";
        case 'Z' -> "boolean";
        default -> descriptor;
      };
    }
    boolean isClass = descriptor.startsWith("L") && descriptor.endsWith(";");
    return isClass ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
  }

  /** Everything that differs from run to run stands at the end of such names. */
  private static String withoutNumbers(String name) {
    int lambda = name.indexOf(LAMBDA);
    if (lambda >= 0) {
      return name.substring(0, lambda + LAMBDA.length());
    }
    int end = name.length();
    while (end > 0 && isHexDigit(name.charAt(end - 1))) {
      end--;
    }
    if (end >= 3 && end < name.length() && name.startsWith(".0x", end - 3)) {
      return name.substring(0, end - 3);
    }
    return name.contains(".Generated") && name.contains("Accessor") ? withoutTail(name) : name;
  }

  private static String withoutTail(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
  }

  private static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
