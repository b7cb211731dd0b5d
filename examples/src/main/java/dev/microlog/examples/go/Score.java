package dev.microlog.examples.go;

/** Counts a finished game by area: stones, and empty points that only one colour touches. */
final class Score {
  /** What white gets for moving second. */
  static final double KOMI = 6.5;

  private Score() {}

  static Color winner(Board board) {
    double lead = -KOMI;
    for (int point = 0; point < Board.POINTS; point++) {
      lead += value(owner(board, point));
    }
    return lead > 0 ? Color.BLACK : Color.WHITE;
  }

  private static int value(Color color) {
    return switch (color) {
      case BLACK -> 1;
      case WHITE -> -1;
      case EMPTY -> 0;
    };
  }

  private static Color owner(Board board, int point) {
    if (board.at(point) != Color.EMPTY) {
      return board.at(point);
    }
    for (Color color : new Color[] {Color.BLACK, Color.WHITE}) {
      if (board.isEye(point, color)) {
        return color;
      }
    }
    return Color.EMPTY;
  }
}
