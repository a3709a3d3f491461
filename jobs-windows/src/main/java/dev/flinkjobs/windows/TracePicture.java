package dev.flinkjobs.windows;

import dev.flinkjobs.plan.Label;
import dev.flinkjobs.plan.Svg;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.windows.TraceEvent.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Draws a trace: event time runs to the right, what happened one after another goes down, a line
 * for each row, watermark and result. What moves is a curtain over the lines that are still to
 * come.
 */
final class TracePicture {
  private static final int MOST_ROWS = 40;

  /** Rows may be in many windows each. */
  private static final int MOST_LINES = 400;

  private static final int WIDTH = 800;
  private static final int LEFT = 214;
  private static final int RIGHT = 490;
  private static final int TOP = 92;
  private static final int LINE = 18;
  private static final int FOOT = 34;
  private static final int FONT = 11;
  private static final double SECONDS_PER_LINE = 0.8;
  private static final double SECONDS_AT_END = 5;

  private final TraceFile trace;
  private final Properties texts;
  private final List<TraceEvent> all;

  /** Those that are drawn. */
  private final List<TraceEvent> events = new ArrayList<>();

  /** Of each event. An event without a line of its own is on that of the one before. */
  private final List<Integer> lines = new ArrayList<>();

  private final int lineCount;

  /** The times at which drawn rows are, and windows begin and end. */
  private final TreeSet<Long> times = new TreeSet<>();

  private final boolean isOneDay;
  private final Svg svg;

  /**
   * @param isWhole whether all rows are drawn, or as many as a picture holds
   */
  TracePicture(TraceFile trace, List<TraceEvent> all, boolean isWhole) {
    this.trace = trace;
    this.texts = trace.texts();
    this.all = all;
    int line = 0;
    for (TraceEvent event : all) {
      boolean isBehind = event.kind() == Kind.ROW && event.count() > MOST_ROWS;
      if (!isWhole && (isBehind || line > MOST_LINES)) {
        break;
      }
      if (!List.of(Kind.OPENED, Kind.EXTENDED, Kind.EXPIRED).contains(event.kind())) {
        line++;
      }
      events.add(event);
      lines.add(line - 1);
      if (event.kind() != Kind.WATERMARK) {
        times.addAll(List.of(event.start(), event.end()));
      }
    }
    lineCount = line;
    if (times.isEmpty()) {
      times.add(0L);
    }
    isOneDay = day(times.first()).equals(day(times.last()));
    String title = "window-averages --window " + trace.windows();
    svg = new Svg(WIDTH, bottom(line - 1) + FOOT, title, TracePicture.class, "trace.css");
    String day = isOneDay ? "  " + day(times.first()) : "";
    text("name", 16, 28, title + day + "  " + trace.time().zone());
  }

  private LocalDate day(long time) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(time), trace.time().zone());
  }

  /** Without what is the same for all times of the picture. */
  private String clock(long time) {
    String text = trace.time().text(time).replaceFirst("(Z|[+-][0-9:]+)$", "");
    return isOneDay ? text.replaceFirst("^.*T", "") : text;
  }

  private String window(long start, long end) {
    return clock(start) + "–" + clock(end);
  }

  private static int bottom(int line) {
    return TOP + (line + 1) * LINE;
  }

  private int x(long time) {
    double span = Math.max(1.0, (double) times.last() - times.first());
    double share = ((double) time - times.first()) / span;
    return (int) Math.round(LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT));
  }

  private void text(String style, int x, int y, String text) {
    svg.line("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, y, text);
  }

  private void rectangle(String style, int x, int y, int width, int height) {
    svg.line(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
        style, x, y, width, height);
  }

  /**
   * The picture.
   *
   * @param moves whether it comes to be, again and again, unless motion is not wanted: by a curtain
   *     that somebody else may move instead
   */
  String draw(boolean moves) {
    svg.line(trace.filled("trace-legend.svg").strip());
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      Kind kind = events.get(i).kind();
      // Of a window that several keys have, one is drawn.
      if (kind == Kind.EXTENDED
          || (kind == Kind.OPENED && (isSession() || drawn.add(events.get(i).start())))) {
        window(i);
      }
    }
    axis();
    watermark();
    int row = 0;
    for (int i = 0; i < events.size(); i++) {
      row = events.get(i).kind() == Kind.ROW ? lines.get(i) : row;
      draw(events.get(i), bottom(lines.get(i)), bottom(row) - LINE / 2);
    }
    if (moves) {
      double seconds = lineCount * SECONDS_PER_LINE + SECONDS_AT_END;
      svg.line("<style>");
      svg.line(
          "@keyframes trace { from { transform: none } %.2f%%, to { transform: translateY(%dpx) } }",
          100 - 100 * SECONDS_AT_END / seconds, lineCount * LINE);
      svg.line(
          ".curtain { transform: translateY(%dpx); animation: trace %.1fs steps(%d) infinite; }",
          lineCount * LINE, seconds, Math.max(1, lineCount));
      svg.line("@media (prefers-reduced-motion: reduce) { .curtain { animation: none; } }");
      svg.line("</style>");
      rectangle("page curtain", 1, TOP, WIDTH - 2, lineCount * LINE + FOOT);
    }
    if (events.size() < all.size()) {
      text("note", 16, bottom(lineCount - 1) + 22, say("first", rows(events), rows(all)));
    }
    return svg.end();
  }

  private boolean isSession() {
    return trace.windows().areSessions();
  }

  private static long rows(List<TraceEvent> events) {
    return events.stream().filter(event -> event.kind() == Kind.ROW).count();
  }

  /** From where it is opened to its result, and on to the watermark by which it expires. */
  private void window(int at) {
    TraceEvent window = events.get(at);
    int moved = 0;
    int fired = -1;
    int until = lineCount - 1;
    for (int i = at + 1; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      if (event.kind() == Kind.WATERMARK) {
        moved = lines.get(i);
      } else if (event.kind() == Kind.FIRED && event.isSameWindow(window)) {
        fired = lines.get(i);
      } else if (event.kind() == Kind.EXPIRED && event.isSameWindow(window)) {
        until = moved;
        break;
      } else if (event.kind() == Kind.EXTENDED
          && event.key().equals(window.key())
          && event.start() <= window.end()
          && event.end() >= window.start()) {
        until = lines.get(i) - 1;
        break;
      }
    }
    int x = x(window.start());
    int width = Math.max(1, x(window.end()) - x);
    int top = bottom(lines.get(at) - 1);
    int open = bottom(fired < 0 ? until : fired);
    rectangle("window", x, top, width, Math.max(0, open - top));
    if (bottom(until) > open) {
      rectangle("kept", x, open, width, bottom(until) - open);
    }
  }

  private void axis() {
    TreeSet<Long> bounds = new TreeSet<>();
    events.stream()
        .filter(event -> event.end() > event.start())
        .forEach(event -> bounds.addAll(List.of(event.start(), event.end())));
    int free = 0;
    for (long bound : bounds) {
      int half = (int) (Label.width(clock(bound)) * FONT / 2);
      if (x(bound) - half >= free) {
        text("axis", x(bound), TOP - 10, clock(bound));
        int bottom = bottom(lineCount - 1);
        svg.line("<path class=\"grid\" d=\"M%d %dV%d\"/>", x(bound), TOP - 6, bottom);
        free = x(bound) + half + 8;
      }
    }
  }

  private void watermark() {
    StringBuilder stairs = new StringBuilder(Message.of("M%d %d", LEFT, TOP));
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).kind() == Kind.WATERMARK) {
        int middle = bottom(lines.get(i)) - LINE / 2;
        stairs.append(Message.of("V%dH%d", middle, x(events.get(i).start())));
      }
    }
    stairs.append("V").append(bottom(lineCount - 1));
    svg.line("<path class=\"past\" d=\"%sH%dZ\"/>", stairs, LEFT);
    svg.line("<path class=\"watermark\" d=\"%s\"/>", stairs);
  }

  /**
   * @param bottom of the event's line
   * @param row the middle of the line of the row that came last
   */
  private void draw(TraceEvent event, int bottom, int row) {
    int x = x(event.start());
    int y = bottom - LINE / 2 + 4;
    switch (event.kind()) {
      case ROW -> {
        String time = clock(event.start());
        int from = 52 + (int) (Label.width(time) * FONT);
        text("small number", 34, y, String.valueOf(event.count()));
        text("small", 44, y, time);
        text("label", from, y, cut(name(event) + "  " + event.value(), LEFT - 6 - from));
        svg.line("<circle class=\"row\" cx=\"%d\" cy=\"%d\" r=\"4\"/>", x, row);
      }
      case LATE -> svg.line("<path class=\"late\" d=\"M%d %dl8 8m0 -8l-8 8\"/>", x - 4, row - 4);
      case FIRED, REVISED ->
          svg.line("<path class=\"fired\" d=\"M%d %dH%d\"/>", x, bottom - 2, x(event.end()));
      default -> {}
    }
    if (texts.containsKey("note." + event.kind().text())) {
      String note = cut(words("note.", event), WIDTH - RIGHT - 24);
      text("note " + event.kind().text(), RIGHT + 16, y, note);
    }
  }

  private static String cut(String text, int width) {
    return Label.wrap(text, Math.max(4, (double) width / FONT), 1).get(0);
  }

  /** Adds all events in words, each with how far down it is drawn. */
  void addSteps(ArrayNode steps) {
    for (int i = 0; i < events.size(); i++) {
      steps.addArray().add(bottom(lines.get(i))).add(words("", events.get(i)));
    }
  }

  /** What stands under a key in the texts. */
  private String say(String key, Object... values) {
    return Message.of(texts.getProperty(key, ""), values);
  }

  private static String name(TraceEvent event) {
    return String.join(" ", event.key());
  }

  private String words(String prefix, TraceEvent event) {
    String key = prefix + event.kind().text();
    long start = event.start();
    return switch (event.kind()) {
      case ROW -> say(key, event.count(), name(event), clock(start), event.value());
      case WATERMARK -> start == Long.MAX_VALUE ? say(prefix + "end") : say(key, clock(start));
      case LATE -> say(event.counted() ? key + ".counted" : key, event.count(), missed(event));
      default ->
          say(
              key,
              name(event),
              window(start, event.end()),
              trace.label(),
              event.value(),
              event.count(),
              event.revision());
    };
  }

  private String missed(TraceEvent late) {
    List<Long> bounds = late.missed();
    return isSession()
        ? say("session")
        : IntStream.range(0, bounds.size() / 2)
            .mapToObj(i -> window(bounds.get(2 * i), bounds.get(2 * i + 1)))
            .collect(Collectors.joining(", "));
  }
}
