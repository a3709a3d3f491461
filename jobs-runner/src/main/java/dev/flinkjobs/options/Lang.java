package dev.flinkjobs.options;

import java.util.Map;

/** The languages of help, errors and summaries. Results, files and JSON are English in both. */
public enum Lang {
  EN,
  KO;

  /**
   * The language that an environment asks for: the first of LC_ALL, LC_MESSAGES and LANG that is
   * set and not empty decides, as in POSIX; before them FLINKJOBS_LANG, in which the launcher keeps
   * what they were before it asked for UTF-8. English for any language but Korean.
   */
  public static Lang of(Map<String, String> environment) {
    for (String name : new String[] {"FLINKJOBS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.equals("ko") || value.startsWith("ko_") || value.startsWith("ko.") ? KO : EN;
      }
    }
    return EN;
  }
}
