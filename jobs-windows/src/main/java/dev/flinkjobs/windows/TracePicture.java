package dev.flinkjobs.windows;

import dev.flinkjobs.plan.Label;
import dev.flinkjobs.plan.Svg;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.windows.TraceEvent.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private static final double LABEL_EM = 11;
  private static final double NOTE_EM = 25;
  private static final double SECONDS_PER_LINE = 0.8;
  private static final double SECONDS_AT_END = 5;

  /** A step of the trace in words, and how far down it is drawn. */
  record Step(int bottom, String text) {}

  private final List<TraceEvent> all;

  /** Those that are drawn. */
  private final List<TraceEvent> events = new ArrayList<>();

  /** Of each event. An event without a line of its own is on that of the one before. */
  private final List<Integer> lines = new ArrayList<>();

  private final Properties texts;
  private final Windows windows;
  private final String label;
  private final ZoneId zone;
  private final int lineCount;
  private final long first;
  private final long last;
  private final Svg svg;
  private final Map<String, Band> bands = new LinkedHashMap<>();

  /** A window, of all keys that have it, or a session of one. */
  private static final class Band {
    final List<String> key;
    final long start;
    final long end;
    final int from;

    /** The line of its first result, and of the watermark by which it expires; -1 for none. */
    int fired = -1;

    int until = -1;

    Band(TraceEvent opened, int from) {
      this.key = opened.key();
      this.start = opened.start();
      this.end = opened.end();
      this.from = from;
    }
  }

  /**
   * @param label of results: {@code Avg}
   * @param isWhole whether all rows are drawn, or as many as a picture holds
   */
  TracePicture(
      List<TraceEvent> all,
      Properties texts,
      Windows windows,
      String label,
      ZoneId zone,
      boolean isWhole) {
    this.texts = texts;
    this.windows = windows;
    this.label = label;
    this.zone = zone;
    this.all = all;
    int line = -1;
    for (TraceEvent event : all) {
      boolean isBehind = event.kind() == Kind.ROW && event.count() > MOST_ROWS;
      if (!isWhole && (isBehind || line > MOST_LINES)) {
        break;
      }
      if (line < 0 || !List.of(Kind.OPENED, Kind.EXTENDED, Kind.EXPIRED).contains(event.kind())) {
        line++;
      }
      events.add(event);
      lines.add(line);
    }
    lineCount = line + 1;
    List<Long> times =
        events.stream()
            .filter(event -> event.kind() != Kind.WATERMARK)
            .flatMap(event -> Stream.of(event.start(), event.end()))
            .toList();
    first = times.stream().min(Long::compare).orElse(0L);
    last = times.stream().max(Long::compare).orElse(0L);
    String title = Message.of("window-averages --window %s", windows);
    svg = new Svg(WIDTH, bottom(lineCount - 1) + FOOT, title, TracePicture.class, "trace.css");
    String day = day(first).equals(day(last)) ? "  " + day(first) : "";
    text("name", 16, 28, title + day + "  " + zone);
  }

  private LocalDate day(long time) {
    return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
  }

  /** Without what is the same for all times of the picture. */
  private String clock(long time) {
    DateTimeFormatter format =
        day(first).equals(day(last))
            ? DateTimeFormatter.ISO_LOCAL_TIME
            : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    return format.format(Instant.ofEpochMilli(time).atZone(zone));
  }

  private String window(long start, long end) {
    return clock(start) + "–" + clock(end);
  }

  private static int bottom(int line) {
    return TOP + (line + 1) * LINE;
  }

  private int x(long time) {
    double share = ((double) time - first) / Math.max(1.0, (double) last - first);
    return (int) Math.round(LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT));
  }

  /** What stands under a key in the texts. */
  private String say(String key, Object... values) {
    return Message.of(texts.getProperty(key, ""), values);
  }

  /** The picture as it is at the end. */
  String still() {
    draw();
    return end();
  }

  /** The picture with a curtain that somebody else moves: it has the class {@code curtain}. */
  String withCurtain() {
    draw();
    curtain();
    return end();
  }

  /** The picture as it comes to be, again and again; at once where motion is not wanted. */
  String moving() {
    draw();
    double seconds = lineCount * SECONDS_PER_LINE + SECONDS_AT_END;
    StringBuilder frames = new StringBuilder();
    for (int i = 0; i <= lineCount; i++) {
      frames.append(
          Message.of(
              " %.2f%%{transform:translateY(%dpx)}",
              100 * i * SECONDS_PER_LINE / seconds, i * LINE));
    }
    svg.line("<style>");
    svg.line("@keyframes trace {%s}", frames);
    svg.line(
        ".curtain { transform: translateY(%dpx); animation: trace %.1fs step-end infinite; }",
        lineCount * LINE, seconds);
    svg.line("@media (prefers-reduced-motion: reduce) { .curtain { animation: none; } }");
    svg.line("</style>");
    curtain();
    return end();
  }

  private void curtain() {
    svg.line(
        "<rect class=\"page curtain\" x=\"1\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
        TOP, WIDTH - 2, lineCount * LINE + FOOT);
  }

  private String end() {
    if (events.size() < all.size()) {
      String said = say("first", rows(events), rows(all));
      text("note", 16, bottom(lineCount - 1) + 22, said);
    }
    return svg.end();
  }

  private static long rows(List<TraceEvent> events) {
    return events.stream().filter(event -> event.kind() == Kind.ROW).count();
  }

  private void draw() {
    legend();
    findBands();
    bands.values().forEach(this::draw);
    TreeSet<Long> bounds = new TreeSet<>();
    bands.values().forEach(band -> bounds.addAll(List.of(band.start, band.end)));
    axis(bounds);
    watermark();
    int row = 0;
    for (int i = 0; i < events.size(); i++) {
      row = events.get(i).kind() == Kind.ROW ? lines.get(i) : row;
      draw(events.get(i), lines.get(i), row);
    }
  }

  private void legend() {
    int x = 16;
    for (String what : List.of("row", "late", "watermark", "window", "kept")) {
      switch (what) {
        case "row" -> svg.line("<circle class=\"row\" cx=\"%d\" cy=\"50\" r=\"4\"/>", x + 7);
        case "late" -> cross(x + 7, 50);
        case "watermark" -> {
          svg.line("<rect class=\"past\" x=\"%d\" y=\"43\" width=\"14\" height=\"14\"/>", x);
          svg.line("<path class=\"watermark\" d=\"M%d 43v14\"/>", x + 14);
        }
        default ->
            svg.line("<rect class=\"%s\" x=\"%d\" y=\"43\" width=\"14\" height=\"14\"/>", what, x);
      }
      String text = say("legend." + what);
      text("small", x + 20, 54, text);
      x += 40 + (int) (Label.width(text) * 11);
    }
  }

  private void text(String style, int x, int y, String text) {
    svg.line("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, y, text);
  }

  private void cross(int x, int y) {
    svg.line("<path class=\"late\" d=\"M%d %dl8 8m0 -8l-8 8\"/>", x - 4, y - 4);
  }

  private void findBands() {
    int watermark = 0;
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      int line = lines.get(i);
      int moved = watermark;
      String id =
          (windows.areSessions() ? event.key() : "") + " " + event.start() + " " + event.end();
      switch (event.kind()) {
        case WATERMARK -> watermark = line;
        case OPENED -> bands.putIfAbsent(id, new Band(event, line));
        case EXTENDED -> {
          for (Band band : bands.values()) {
            boolean joins = band.start <= event.end() && band.end >= event.start();
            if (joins && band.until < 0 && band.key.equals(event.key())) {
              band.until = line - 1;
            }
          }
          bands.put(id, new Band(event, line));
        }
        case FIRED -> bands.computeIfAbsent(id, late -> new Band(event, line)).fired = line;
        case EXPIRED -> bands.computeIfAbsent(id, late -> new Band(event, line)).until = moved;
        default -> {}
      }
    }
  }

  private void draw(Band band) {
    int ends = band.until < 0 ? lineCount - 1 : band.until;
    int open = band.fired < 0 ? ends : band.fired;
    span("window", band, band.from, open);
    span("kept", band, open + 1, ends);
  }

  private void span(String style, Band band, int from, int to) {
    if (from <= to) {
      svg.line(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
          style,
          x(band.start),
          bottom(from - 1),
          Math.max(1, x(band.end) - x(band.start)),
          (to - from + 1) * LINE);
    }
  }

  private void axis(TreeSet<Long> bounds) {
    int free = 0;
    for (long bound : bounds) {
      String time = clock(bound);
      int half = (int) (Label.width(time) * 11 / 2);
      if (x(bound) - half >= free) {
        svg.line("<text class=\"axis\" x=\"%d\" y=\"%d\">%s</text>", x(bound), TOP - 10, time);
        svg.line(
            "<path class=\"grid\" d=\"M%d %dV%d\"/>", x(bound), TOP - 6, bottom(lineCount - 1));
        free = x(bound) + half + 8;
      }
    }
  }

  private void watermark() {
    StringBuilder stairs = new StringBuilder(Message.of("M%d %d", LEFT, TOP));
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      if (event.kind() == Kind.WATERMARK) {
        int middle = bottom(lines.get(i)) - LINE / 2;
        stairs.append(Message.of("V%dH%d", middle, x(event.start())));
      }
    }
    stairs.append("V").append(bottom(lineCount - 1));
    svg.line("<path class=\"past\" d=\"%sH%dZ\"/>", stairs, LEFT);
    svg.line("<path class=\"watermark\" d=\"%s\"/>", stairs);
  }

  /**
   * @param rowLine that of the row that came last
   */
  private void draw(TraceEvent event, int line, int rowLine) {
    int middle = bottom(line) - LINE / 2;
    switch (event.kind()) {
      case ROW -> {
        String row = String.join(" ", event.key()) + "  " + event.value();
        text("small number", 34, middle + 4, String.valueOf(event.count()));
        text("small", 44, middle + 4, clock(event.start()));
        int from = 52 + (int) (Label.width(clock(event.start())) * 11);
        double em = Math.max(4, LABEL_EM - (from - 108) / 11.0);
        text("label", from, middle + 4, Label.wrap(row, em, 1).get(0));
        svg.line("<circle class=\"row\" cx=\"%d\" cy=\"%d\" r=\"4\"/>", x(event.start()), middle);
      }
      case LATE -> {
        cross(x(event.start()), bottom(rowLine) - LINE / 2);
        note(event, middle);
      }
      case FIRED, REVISED -> {
        svg.line(
            "<path class=\"fired\" d=\"M%d %dH%d\"/>",
            x(event.start()), bottom(line) - 2, x(event.end()));
        note(event, middle);
      }
      case WATERMARK -> note(event, middle);
      default -> {}
    }
  }

  private void note(TraceEvent event, int middle) {
    String note = Label.wrap(words("note.", event), NOTE_EM, 1).get(0);
    text("note " + event.kind().text(), RIGHT + 16, middle + 4, note);
  }

  /** All events in words, those without a line too. */
  List<Step> steps() {
    return IntStream.range(0, events.size())
        .mapToObj(i -> new Step(bottom(lines.get(i)), words("", events.get(i))))
        .toList();
  }

  private String words(String prefix, TraceEvent event) {
    String key = String.join(" ", event.key());
    String window = window(event.start(), event.end());
    String name = prefix + event.kind().text();
    return switch (event.kind()) {
      case ROW -> say(name, event.count(), key, clock(event.start()), event.value());
      case WATERMARK ->
          event.start() == Long.MAX_VALUE ? say(prefix + "end") : say(name, clock(event.start()));
      case LATE -> say(event.counted() ? name + ".counted" : name, event.count(), missed(event));
      default -> say(name, key, window, label, event.value(), event.count(), event.revision());
    };
  }

  private String missed(TraceEvent late) {
    if (windows.areSessions()) {
      return say("session");
    }
    List<Long> bounds = late.missed();
    return IntStream.range(0, bounds.size() / 2)
        .mapToObj(i -> window(bounds.get(2 * i), bounds.get(2 * i + 1)))
        .collect(Collectors.joining(", "));
  }
}
