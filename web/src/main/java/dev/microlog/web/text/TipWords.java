package dev.microlog.web.text;

/** What the Tips tab says, in English. */
public final class TipWords {
  public static final String ADVICE = "Advice";
  public static final String ADVICE_EXPLAINED =
      "What our rules saw in this recording, what concerns most of it first.";
  public static final String NO_ADVICE =
      "None: nothing that our rules look for was seen in this recording.";
  public static final String FINDINGS = "Worth a look";
  public static final String NO_FINDINGS = "Nothing remarkable was found.";
  public static final String RULES = "Rules of JDK Mission Control";
  public static final String LIBRARIES = "Libraries and areas of the JDK that matter here";
  public static final String LIBRARIES_EXPLAINED =
      "By the time that the program paid for: on a processor, in I/O, blocked.";
  public static final String NO_LIBRARIES = "No time was seen in a library that we know.";
  public static final String NOT_LOADED = "The tips could not be loaded.";
  public static final String REMEDY = "What to do: ";
  public static final String DOCUMENTATION = "Documentation";
  public static final String PERFORMANCE = "Performance";
  public static final String ISSUES = "Issues";
  public static final String QUESTIONS = "Q & A";
  public static final String SEARCH = "Search";

  private TipWords() {}

  public static String share(double share) {
    return share < 0.001 ? "" : Format.percent(share);
  }

  public static String inAll(double total) {
    return Format.duration(total) + " with what it called";
  }

  public static String mostly(String method) {
    return "mostly " + method;
  }

  public static String calledBy(String method) {
    return ", for " + method;
  }

  public static String more(int count) {
    return Format.count(count) + " more took less than 1 % each";
  }

  public static String others(int count) {
    return "and " + Format.count(count) + " more";
  }

  /** What to ask a search engine. */
  public static String query(String library, String method, String version) {
    return library + (version.isEmpty() ? "" : " " + version) + " " + method + " slow performance";
  }
}
