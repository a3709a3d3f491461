package dev.flinkjobs.sql;

import dev.flinkjobs.options.NotAllowed;
import java.util.Arrays;
import java.util.List;

/** The windows of {@code sql-window-averages}, each of which has a script. */
enum WindowKind {
  TUMBLE("tumble", "window-averages"),
  HOP("hop", "window-averages-hop"),
  SESSION("session", "window-averages-session"),
  DAY("1d", "window-averages-day");

  private final String text;
  private final String script;

  WindowKind(String text, String script) {
    this.text = text;
    this.script = script;
  }

  String script() {
    return script;
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return text;
  }

  static WindowKind parse(String given) {
    List<String> texts = Arrays.stream(values()).map(WindowKind::toString).toList();
    if (texts.contains(given)) {
      return values()[texts.indexOf(given)];
    }
    String allowed = String.join(", ", texts);
    if (given.equals("1w") || given.equals("1mo")) {
      throw new NotAllowed(
          given, allowed + "; SQL has no windows of weeks and months: take window-averages");
    }
    throw new NotAllowed(given, allowed, texts);
  }
}
