package dev.microlog.examples.go;

import dev.microlog.examples.Pace;
import java.util.Random;

/**
 * Plays Go on a board of 9 by 9 points by Monte-Carlo tree search.
 *
 * <p><b>What to look for.</b> The Design tab: {@code Go} asks {@code Search}, which walks down
 * {@code Node}s and lets a {@code Playout} play on the {@code Board}; the thickest lines are those
 * where the time goes, to {@code Group}, which counts stones and liberties. In the timeline each
 * move is one call of {@code Search.bestMove}, and its line on standard output marks the end. Zoom
 * in until single playouts appear.
 */
public final class Go {
  private static final int PLAYOUTS = 900;

  private Go() {}

  /** Plays for six seconds, or until both have passed. */
  public static void main(String[] arguments) {
    var board = new Board();
    var search = new Search(new Random(1));
    var pace = Pace.seconds(6).atLeast(6);
    for (int number = 1; pace.running() && !board.over(); number++) {
      Node best = search.bestMove(board, PLAYOUTS);
      System.out.printf(
          "%d. %s plays %s, wins %.0f %% of %d playouts%n",
          number, board.turn(), name(best.move()), best.winRate() * 100, best.visits());
      board.play(best.move());
    }
    System.out.println(board);
    System.out.println(Score.winner(board) + " is ahead");
  }

  /** The name of a point, such as {@code E5}; the letter I is left out. */
  private static String name(int point) {
    if (point == Board.PASS) {
      return "nothing";
    }
    char letter = "ABCDEFGHJ".charAt(point % Board.SIZE);
    return letter + Integer.toString(Board.SIZE - point / Board.SIZE);
  }
}
