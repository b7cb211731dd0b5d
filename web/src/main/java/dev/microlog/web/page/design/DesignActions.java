package dev.microlog.web.page.design;

/** What a person wants of the diagram. */
interface DesignActions {
  void openNode(int node);

  void openEdge(int edge);

  void unfold(String packageName);

  void fold(String packageName);

  /** Something was moved by hand. */
  void moved();
}
