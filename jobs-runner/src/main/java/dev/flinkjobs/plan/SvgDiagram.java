package dev.flinkjobs.plan;

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

/** Draws a plan. */
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
  private final Svg svg;

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
    int last = top.length - 1;
    int height = last < 0 ? 2 * MARGIN : bottom(last) + MARGIN;
    int width =
        MARGIN + slots().mapToInt(slot -> pixel(slot.x + slot.width / 2)).max().orElse(MARGIN);
    svg = new Svg(width, height, "Execution plan", SvgDiagram.class, "plan.css");
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
    layout.routes().forEach(this::drawLine);
    layout.routes().forEach(this::drawLabel);
    slots().forEach(this::draw);
    return svg.end();
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
    svg.line("<path class=\"edge%s\" d=\"%s\"/>", network(route), path);
    svg.line(
        "<path class=\"tip%s\" d=\"M%d %d l-5 -%d h10 z\"/>",
        network(route), tipX, tip - 1, ARROW + 1);
  }

  private void drawLabel(Route route) {
    svg.line(
        "<text class=\"strategy%s\" x=\"%d\" y=\"%d\">%s</text>",
        network(route),
        pixel(route.last().toX()),
        top[route.last().to.layer] - ARROW - SMALL_SIZE / 2,
        route.input().shipStrategy());
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
    svg.line("<g class=\"%s\">", type);
    svg.line("<title>%s</title>", node.description());
    svg.line(
        "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/>",
        x, y, (int) slot.width, boxHeight[slot.layer]);
    int textX = x + PADDING;
    int textY = y + (boxHeight[slot.layer] - textHeight(node)) / 2 + PADDING + SMALL_SIZE;
    svg.line("<text class=\"type\" x=\"%d\" y=\"%d\">%s</text>", textX, textY, node.type().name());
    textY += SMALL_LINE_HEIGHT - LINE_HEIGHT + NAME_SIZE / 4;
    for (String nameLine : nameLines(node)) {
      textY += LINE_HEIGHT;
      svg.line("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", textX, textY, nameLine);
    }
    svg.line(
        "<text class=\"small\" x=\"%d\" y=\"%d\">parallelism %d</text>",
        textX, textY + SMALL_LINE_HEIGHT + 2, node.parallelism());
    svg.line("</g>");
  }
}
