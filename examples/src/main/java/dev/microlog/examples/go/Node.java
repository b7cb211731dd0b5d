package dev.microlog.examples.go;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A node of the search tree: the move that led here, and how the playouts through it ended. */
final class Node {
  private static final double EXPLORATION = 0.7;

  private final int move;
  private final @Nullable Node parent;
  private final List<Node> children = new ArrayList<>();
  private final Deque<Integer> untried;
  private int visits;
  private int wins;

  /** The node of a position; {@code board} is only looked at. */
  Node(int move, @Nullable Node parent, Board board, Random random) {
    this.move = move;
    this.parent = parent;
    untried = candidates(board, random);
  }

  private static Deque<Integer> candidates(Board board, Random random) {
    var moves = new ArrayList<Integer>();
    for (int point = 0; point < Board.POINTS; point++) {
      if (board.at(point) == Color.EMPTY && !board.isEye(point, board.turn())) {
        moves.add(point);
      }
    }
    Collections.shuffle(moves, random);
    moves.add(Board.PASS);
    return new ArrayDeque<>(moves);
  }

  int move() {
    return move;
  }

  int visits() {
    return visits;
  }

  double winRate() {
    return visits == 0 ? 0.5 : (double) wins / visits;
  }

  /** Whether every legal move has a child. */
  boolean expanded() {
    return untried.isEmpty() && !children.isEmpty();
  }

  /**
   * Tries a new move: plays it on the board and adds its node; this node itself if none is legal.
   */
  Node expand(Board board, Random random) {
    while (!untried.isEmpty()) {
      int point = untried.remove();
      if (board.play(point)) {
        var child = new Node(point, this, board, random);
        children.add(child);
        return child;
      }
    }
    return this;
  }

  /**
   * The child worth the next visit by the rule UCB1: it wins often, or has been visited too little.
   */
  Node select() {
    Node best = children.get(0);
    double bestValue = Double.NEGATIVE_INFINITY;
    double logVisits = Math.log(visits + 1.0);
    for (Node child : children) {
      double value = child.winRate() + EXPLORATION * Math.sqrt(logVisits / (child.visits + 1));
      if (value > bestValue) {
        bestValue = value;
        best = child;
      }
    }
    return best;
  }

  /**
   * Tells this node and all above it how a playout ended; {@code mover} made the move of this node.
   */
  void backpropagate(Color winner, Color mover) {
    Color color = mover;
    for (Node node = this; node != null; node = node.parent) {
      node.visits++;
      if (winner == color) {
        node.wins++;
      }
      color = color.opponent();
    }
  }

  /** The child that was visited most: the move to play. */
  Node mostVisited() {
    Node best = children.get(0);
    for (Node child : children) {
      if (child.visits > best.visits) {
        best = child;
      }
    }
    return best;
  }
}
