package dev.microlog.examples.go;

/** What is on a point of the board. */
enum Color {
  EMPTY('·'),
  BLACK('●'),
  WHITE('○');

  final char symbol;

  Color(char symbol) {
    this.symbol = symbol;
  }

  /** The other player; of {@link #EMPTY} itself. */
  Color opponent() {
    return switch (this) {
      case BLACK -> WHITE;
      case WHITE -> BLACK;
      case EMPTY -> EMPTY;
    };
  }
}
