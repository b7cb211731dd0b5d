package dev.microlog.examples.go;

import java.util.Arrays;

/**
 * A position: the stones, whose turn it is, and the point that the rule of ko forbids. Mutable,
 * since a playout changes it a hundred times.
 *
 * <p>A point is {@code row * SIZE + column}; {@link #PASS} is the move that sets no stone.
 */
final class Board {
  static final int SIZE = 9;
  static final int POINTS = SIZE * SIZE;
  static final int PASS = -1;

  private static final int NO_KO = -2;
  private static final int[][] NEIGHBOURS = new int[POINTS][];

  static {
    for (int point = 0; point < POINTS; point++) {
      int row = point / SIZE;
      int column = point % SIZE;
      int[] found = new int[4];
      int count = 0;
      if (row > 0) {
        found[count++] = point - SIZE;
      }
      if (row < SIZE - 1) {
        found[count++] = point + SIZE;
      }
      if (column > 0) {
        found[count++] = point - 1;
      }
      if (column < SIZE - 1) {
        found[count++] = point + 1;
      }
      NEIGHBOURS[point] = Arrays.copyOf(found, count);
    }
  }

  private final Color[] stones;
  private final Group group = new Group(this);
  private Color turn;
  private int ko = NO_KO;
  private int passes;

  Board() {
    stones = new Color[POINTS];
    Arrays.fill(stones, Color.EMPTY);
    turn = Color.BLACK;
  }

  private Board(Board other) {
    stones = other.stones.clone();
    turn = other.turn;
    ko = other.ko;
    passes = other.passes;
  }

  Board copy() {
    return new Board(this);
  }

  static int[] neighbours(int point) {
    return NEIGHBOURS[point];
  }

  Color at(int point) {
    return stones[point];
  }

  Color turn() {
    return turn;
  }

  /** Two passes one after the other end the game. */
  boolean over() {
    return passes >= 2;
  }

  /**
   * Sets a stone, takes what has no liberty, and gives the turn to the opponent.
   *
   * @return whether the move was legal; if not, nothing has changed
   */
  boolean play(int point) {
    if (point == PASS) {
      passes++;
      ko = NO_KO;
      turn = turn.opponent();
      return true;
    }
    if (stones[point] != Color.EMPTY || point == ko) {
      return false;
    }
    stones[point] = turn;
    int captured = 0;
    int lastCaptured = NO_KO;
    for (int neighbour : NEIGHBOURS[point]) {
      if (stones[neighbour] == turn.opponent() && !group.find(neighbour).hasLiberty()) {
        captured += group.size();
        lastCaptured = neighbour;
        remove();
      }
    }
    if (captured == 0 && !group.find(point).hasLiberty()) {
      stones[point] = Color.EMPTY;
      return false;
    }
    ko = captured == 1 && group.find(point).isLoneStoneInAtari() ? lastCaptured : NO_KO;
    passes = 0;
    turn = turn.opponent();
    return true;
  }

  private void remove() {
    for (int i = 0; i < group.size(); i++) {
      stones[group.stone(i)] = Color.EMPTY;
    }
  }

  /**
   * Whether all neighbours are of one colour: filling such a point of one's own is almost always
   * bad.
   */
  boolean isEye(int point, Color color) {
    for (int neighbour : NEIGHBOURS[point]) {
      if (stones[neighbour] != color) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int point = 0; point < POINTS; point++) {
      text.append(stones[point].symbol).append(point % SIZE == SIZE - 1 ? '\n' : ' ');
    }
    return text.toString();
  }
}
