package dev.microlog.server.explain.evidence;

import java.util.List;

/**
 * Shares room among sections by weight. A section that needs less leaves its rest to the others, so
 * that none starves and nothing stays empty while another has more to say.
 */
final class Budget {
  private Budget() {}

  /** The characters of each section, in their order; the sum is no more than the room. */
  static int[] share(List<Section> sections, int room) {
    int[] shares = new int[sections.size()];
    boolean[] settled = new boolean[shares.length];
    double left = room;
    boolean changed = true;
    while (changed) {
      changed = false;
      double weights = 0;
      for (int i = 0; i < shares.length; i++) {
        weights += settled[i] ? 0 : sections.get(i).weight();
      }
      double perWeight = weights > 0 ? left / weights : 0;
      for (int i = 0; i < shares.length; i++) {
        int wanted = sections.get(i).wanted();
        if (!settled[i] && wanted <= perWeight * sections.get(i).weight()) {
          shares[i] = wanted;
          settled[i] = true;
          left -= wanted;
          changed = true;
        }
      }
    }
    double weights = 0;
    for (int i = 0; i < shares.length; i++) {
      weights += settled[i] ? 0 : sections.get(i).weight();
    }
    for (int i = 0; i < shares.length; i++) {
      if (!settled[i]) {
        shares[i] = (int) (left * sections.get(i).weight() / weights);
      }
    }
    return shares;
  }
}
