package dev.flinkjobs.sql;

/** The windows of {@code sql-window-averages}, each of which has a script. */
enum WindowKind {
  TUMBLE("window-averages"),
  HOP("window-averages-hop"),
  SESSION("window-averages-session");

  private final String script;

  WindowKind(String script) {
    this.script = script;
  }

  String script() {
    return script;
  }
}
