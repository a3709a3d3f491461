package dev.flinkjobs.testing;

import java.util.List;

/** Names of files that mean something else where they are taken for a URI, a pattern or a path. */
public final class OddNames {
  public static final List<String> ALL =
      List.of(
          "b-10:00.csv",
          "c:d.csv",
          " blank .csv ",
          "a#b.csv",
          "a?b.csv",
          "a%20b.csv",
          "100%.csv",
          "a\\b.csv",
          "거래.csv",
          "\u1100\u1165\u1105\u1162.csv",
          "日本 \uD83D\uDE00.csv",
          "a\nb.csv",
          "a'b\"c.csv",
          "a&b=c;d@e.csv",
          "-x.csv",
          "~x.csv",
          "{a}[b].csv",
          "+x*.csv");

  private OddNames() {}
}
