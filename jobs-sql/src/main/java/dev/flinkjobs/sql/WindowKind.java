package dev.flinkjobs.sql;

import dev.flinkjobs.options.NotAllowed;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

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

  /** Reads the text of a kind. */
  static final class Converter implements ITypeConverter<WindowKind> {
    private static final List<String> CALENDAR = List.of("1w", "1mo");

    @Override
    public WindowKind convert(String value) {
      for (WindowKind kind : values()) {
        if (kind.text.equals(value)) {
          return kind;
        }
      }
      List<String> texts = Arrays.stream(values()).map(WindowKind::toString).toList();
      String allowed = String.join(", ", texts);
      if (CALENDAR.contains(value)) {
        throw new NotAllowed(
            value, allowed + "; SQL has no windows of weeks and months: take window-averages");
      }
      throw new NotAllowed(value, allowed, texts);
    }
  }
}
