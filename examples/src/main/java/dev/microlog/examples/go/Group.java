package dev.microlog.examples.go;

import java.util.Arrays;

/** The connected stones of one colour, found by flooding; one object is used again and again. */
final class Group {
  private final Board board;
  private final int[] stones = new int[Board.POINTS];
  private final boolean[] seen = new boolean[Board.POINTS];
  private int size;
  private int liberties;

  Group(Board board) {
    this.board = board;
  }

  /** Makes this the group of the stone at {@code point}. */
  Group find(int point) {
    Arrays.fill(seen, false);
    size = 0;
    liberties = 0;
    add(point);
    for (int next = 0; next < size; next++) {
      flood(stones[next]);
    }
    return this;
  }

  private void flood(int from) {
    Color color = board.at(from);
    for (int neighbour : Board.neighbours(from)) {
      if (!seen[neighbour]) {
        if (board.at(neighbour) == color) {
          add(neighbour);
        } else if (board.at(neighbour) == Color.EMPTY) {
          seen[neighbour] = true;
          liberties++;
        }
      }
    }
  }

  private void add(int point) {
    seen[point] = true;
    stones[size++] = point;
  }

  int size() {
    return size;
  }

  int stone(int index) {
    return stones[index];
  }

  boolean hasLiberty() {
    return liberties > 0;
  }

  boolean isLoneStoneInAtari() {
    return size == 1 && liberties == 1;
  }
}
