package dev.microlog.examples.go;

import java.util.Random;

/** Plays a game to its end by random moves: who wins says something about the position. */
final class Playout {
  private static final int LONGEST = 3 * Board.POINTS;

  private final Random random;

  Playout(Random random) {
    this.random = random;
  }

  /** Plays on, on the board itself, and returns the winner. */
  Color play(Board board) {
    for (int move = 0; move < LONGEST && !board.over(); move++) {
      board.play(randomMove(board));
    }
    return Score.winner(board);
  }

  /** A legal move that fills no eye of one's own; a pass if there is none. */
  private int randomMove(Board board) {
    int start = random.nextInt(Board.POINTS);
    for (int i = 0; i < Board.POINTS; i++) {
      int point = (start + i) % Board.POINTS;
      if (board.at(point) == Color.EMPTY
          && !board.isEye(point, board.turn())
          && isLegal(board, point)) {
        return point;
      }
    }
    return Board.PASS;
  }

  private static boolean isLegal(Board board, int point) {
    for (int neighbour : Board.neighbours(point)) {
      if (board.at(neighbour) == Color.EMPTY) {
        return true;
      }
    }
    return board.copy().play(point);
  }
}
