package dev.microlog.examples.go;

import java.util.Random;

/**
 * Monte-Carlo tree search: select, expand, play out, backpropagate, until the playouts are used up.
 */
final class Search {
  private final Random random;
  private final Playout playout;

  Search(Random random) {
    this.random = random;
    playout = new Playout(random);
  }

  /** The node of the best move found in a position that is not over. */
  Node bestMove(Board position, int playouts) {
    var root = new Node(Board.PASS, null, position, random);
    for (int i = 0; i < playouts; i++) {
      Board board = position.copy();
      Node leaf = descend(root, board);
      Color mover = board.turn().opponent();
      leaf.backpropagate(playout.play(board), mover);
    }
    return root.mostVisited();
  }

  /**
   * Walks down along the most promising nodes and adds one at the end, playing the moves on the
   * way.
   */
  private Node descend(Node root, Board board) {
    Node node = root;
    while (node.expanded() && !board.over()) {
      node = node.select();
      board.play(node.move());
    }
    return board.over() ? node : node.expand(board, random);
  }
}
