package dev.flinkjobs.plan;

import dev.flinkjobs.options.Resources;
import dev.flinkjobs.plan.ExecutionPlan.Node;
import dev.flinkjobs.plan.LayeredLayout.Link;
import dev.flinkjobs.plan.LayeredLayout.Route;
import dev.flinkjobs.plan.LayeredLayout.Slot;
import dev.flinkjobs.record.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Draws a plan. Lengths are in pixels; every number in the text is whole, so it is stable. */
final class SvgDiagram {
  private static final int MARGIN = 24;
  private static final int NAME_SIZE = 14;
  private static final int SMALL_SIZE = 11;
  private static final int LINE_HEIGHT = 19;
  private static final int SMALL_LINE_HEIGHT = 16;
  private static final int PADDING = 14;
  private static final double MAX_LINE_EM = 17;
  private static final int MAX_LINES = 3;
  private static final int MIN_BOX_WIDTH = 132;

  /** Wider than a label. */
  private static final int PORT_DISTANCE = 88;

  private static final int MIN_CURVE = 10;
  private static final int MAX_CURVE = 60;
  private static final int ARROW = 8;
  private static final int LABEL_RUN = 34;

  private final LayeredLayout layout;
  private final int[] top;
  private final int[] boxHeight;
  private final double left;
  private final StringBuilder svg = new StringBuilder();

  private SvgDiagram(ExecutionPlan plan) {
    Map<Integer, Integer> outputs = new HashMap<>();
    for (Node node : plan.nodes()) {
      node.inputs().forEach(in -> outputs.merge(in.from(), 1, Integer::sum));
    }
    layout =
        new LayeredLayout(
            plan,
            node -> {
              int ports = Math.max(node.inputs().size(), outputs.getOrDefault(node.id(), 0));
              return Math.max(textWidth(node), ports * PORT_DISTANCE);
            },
            PORT_DISTANCE);
    left = slots().mapToDouble(slot -> slot.x - slot.width / 2).min().orElse(0);
    int layers = layout.layers().size();
    top = new int[layers];
    boxHeight = new int[layers];
    for (int i = 0; i < layers; i++) {
      boxHeight[i] =
          layout.layers().get(i).stream()
              .mapToInt(slot -> slot.node == null ? 0 : textHeight(slot.node))
              .max()
              .orElse(0);
      top[i] = i == 0 ? MARGIN : bottom(i - 1) + curveHeight(i) + LABEL_RUN;
    }
  }

  static String of(ExecutionPlan plan) {
    return new SvgDiagram(plan).draw();
  }

  private Stream<Slot> slots() {
    return layout.layers().stream().flatMap(List::stream);
  }

  private int pixel(double x) {
    return MARGIN + (int) Math.round(x - left);
  }

  private int bottom(int layer) {
    return top[layer] + boxHeight[layer];
  }

  private static List<String> nameLines(Node node) {
    return Label.wrap(node.name(), MAX_LINE_EM, MAX_LINES);
  }

  private static int textHeight(Node node) {
    return 2 * PADDING + nameLines(node).size() * LINE_HEIGHT + 2 * SMALL_LINE_HEIGHT;
  }

  private static int textWidth(Node node) {
    double widest = nameLines(node).stream().mapToDouble(Label::width).max().orElse(0);
    return Math.max(MIN_BOX_WIDTH, 2 * PADDING + (int) Math.ceil(widest * NAME_SIZE));
  }

  /** What the curves before a layer need so as not to be flat. */
  private int curveHeight(int layer) {
    double widest =
        layout.layers().get(layer).stream()
            .flatMap(slot -> slot.before.stream())
            .mapToDouble(link -> Math.abs(link.fromX() - link.toX()))
            .max()
            .orElse(0);
    return (int) Math.min(MIN_CURVE + widest / 4, MAX_CURVE);
  }

  private String draw() {
    int last = top.length - 1;
    int height = last < 0 ? 2 * MARGIN : bottom(last) + MARGIN;
    int width =
        MARGIN + slots().mapToInt(slot -> pixel(slot.x + slot.width / 2)).max().orElse(MARGIN);
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
        width, height, width, height);
    line("<title>Execution plan</title>");
    line("<style>");
    svg.append(Resources.text(SvgDiagram.class, "plan.css"));
    line("</style>");
    line("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"12\"/>", width, height);
    layout.routes().forEach(this::drawLine);
    layout.routes().forEach(this::drawLabel);
    slots().forEach(this::draw);
    line("</svg>");
    return svg.toString();
  }

  private void drawLine(Route route) {
    StringBuilder path = new StringBuilder();
    for (Link link : route.links()) {
      int from = bottom(link.from.layer);
      int to = from + curveHeight(link.to.layer);
      int middle = (from + to) / 2;
      int x = pixel(link.fromX());
      int next = pixel(link.toX());
      path.append(path.isEmpty() ? Message.of("M%d %d", x, from) : Message.of(" V%d", from));
      if (next != x) {
        path.append(Message.of(" C%d %d %d %d %d %d", x, middle, next, middle, next, to));
      }
    }
    int tip = top[route.last().to.layer];
    int tipX = pixel(route.last().toX());
    path.append(Message.of(" V%d", tip - ARROW));
    line("<path class=\"edge%s\" d=\"%s\"/>", network(route), path);
    line(
        "<path class=\"tip%s\" d=\"M%d %d l-5 -%d h10 z\"/>",
        network(route), tipX, tip - 1, ARROW + 1);
  }

  private void drawLabel(Route route) {
    line(
        "<text class=\"strategy%s\" x=\"%d\" y=\"%d\">%s</text>",
        network(route),
        pixel(route.last().toX()),
        top[route.last().to.layer] - ARROW - SMALL_SIZE / 2,
        escape(route.input().shipStrategy()));
  }

  /** All but FORWARD move records to other subtasks, which is what costs. */
  private static String network(Route route) {
    return route.input().shipStrategy().equals("FORWARD") ? "" : " network";
  }

  private void draw(Slot slot) {
    Node node = slot.node;
    if (node == null) {
      return; // An edge passes by.
    }
    String type = node.type().name().toLowerCase(Locale.ROOT);
    int x = pixel(slot.x - slot.width / 2);
    int y = top[slot.layer];
    line("<g class=\"%s\">", type);
    line("<title>%s</title>", escape(node.description()));
    line(
        "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/>",
        x, y, (int) slot.width, boxHeight[slot.layer]);
    int textX = x + PADDING;
    int textY = y + (boxHeight[slot.layer] - textHeight(node)) / 2 + PADDING + SMALL_SIZE;
    line("<text class=\"type\" x=\"%d\" y=\"%d\">%s</text>", textX, textY, node.type().name());
    textY += SMALL_LINE_HEIGHT - LINE_HEIGHT + NAME_SIZE / 4;
    for (String nameLine : nameLines(node)) {
      textY += LINE_HEIGHT;
      line("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", textX, textY, escape(nameLine));
    }
    line(
        "<text class=\"small\" x=\"%d\" y=\"%d\">parallelism %d</text>",
        textX, textY + SMALL_LINE_HEIGHT + 2, node.parallelism());
    line("</g>");
  }

  private void line(String format, Object... arguments) {
    svg.append(Message.of(format, arguments)).append('\n');
  }

  /** XML text, without the characters that XML cannot hold. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }
}
