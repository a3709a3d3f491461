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
  private static final int PORT_DISTANCE = 22;
  private static final int MIN_CURVE = 32;
  private static final int MAX_CURVE = 110;
  private static final int ARROW = 8;
  private static final int LABEL_PADDING = 6;

  private final LayeredLayout layout;
  private final int[] left;
  private final int[] boxWidth;
  private final double top;
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
              return Math.max(textHeight(node), ports * PORT_DISTANCE + PADDING);
            },
            PORT_DISTANCE);
    top =
        layout.layers().stream()
            .flatMap(List::stream)
            .mapToDouble(slot -> slot.y - slot.height / 2)
            .min()
            .orElse(0);
    int layers = layout.layers().size();
    left = new int[layers];
    boxWidth = new int[layers];
    for (int i = 0; i < layers; i++) {
      boxWidth[i] = MIN_BOX_WIDTH;
      for (Slot slot : layout.layers().get(i)) {
        if (slot.node != null) {
          boxWidth[i] = Math.max(boxWidth[i], textWidth(slot.node));
        }
      }
      left[i] = i == 0 ? MARGIN : right(i - 1) + curveWidth(i) + labelRun(i);
    }
  }

  static String of(ExecutionPlan plan) {
    return new SvgDiagram(plan).draw();
  }

  private int pixel(double y) {
    return MARGIN + (int) Math.round(y - top);
  }

  private int right(int layer) {
    return left[layer] + boxWidth[layer];
  }

  private static List<String> nameLines(Node node) {
    return Label.wrap(node.name(), MAX_LINE_EM, MAX_LINES);
  }

  private static int textHeight(Node node) {
    return 2 * PADDING + nameLines(node).size() * LINE_HEIGHT + 2 * SMALL_LINE_HEIGHT;
  }

  private static int textWidth(Node node) {
    double widest = nameLines(node).stream().mapToDouble(Label::width).max().orElse(0);
    return 2 * PADDING + (int) Math.ceil(widest * NAME_SIZE);
  }

  /** What the curves before a layer need so as not to be steep. */
  private int curveWidth(int layer) {
    double highest =
        layout.layers().get(layer).stream()
            .flatMap(slot -> slot.before.stream())
            .mapToDouble(link -> Math.abs(link.fromY() - link.toY()))
            .max()
            .orElse(0);
    return (int) Math.min(MIN_CURVE + highest / 4, MAX_CURVE);
  }

  /** The straight end of the edges into a layer, which carries their labels. */
  private int labelRun(int layer) {
    int widest = 0;
    for (Route route : layout.routes()) {
      if (route.last().to.layer == layer) {
        widest = Math.max(widest, labelWidth(route));
      }
    }
    return widest + LABEL_PADDING + ARROW;
  }

  private static int labelWidth(Route route) {
    double text = Label.width(route.input().shipStrategy()) * SMALL_SIZE;
    return 2 * LABEL_PADDING + (int) Math.ceil(text);
  }

  private String draw() {
    int last = left.length - 1;
    int width = last < 0 ? 2 * MARGIN : right(last) + MARGIN;
    int height =
        MARGIN
            + layout.layers().stream()
                .flatMap(List::stream)
                .mapToInt(slot -> pixel(slot.y + slot.height / 2))
                .max()
                .orElse(MARGIN);
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
    for (List<Slot> layer : layout.layers()) {
      for (Slot slot : layer) {
        if (slot.node != null) {
          draw(slot, slot.node);
        }
      }
    }
    line("</svg>");
    return svg.toString();
  }

  private void drawLine(Route route) {
    StringBuilder path = new StringBuilder();
    for (Link link : route.links()) {
      int from = right(link.from.layer);
      int to = from + curveWidth(link.to.layer);
      int middle = (from + to) / 2;
      int y = pixel(link.fromY());
      int next = pixel(link.toY());
      path.append(Message.of(path.isEmpty() ? "M%d %d" : " H%d", from, y));
      if (next != y) {
        path.append(Message.of(" C%d %d %d %d %d %d", middle, y, middle, next, to, next));
      }
    }
    int tip = left[route.last().to.layer];
    int tipY = pixel(route.last().toY());
    path.append(Message.of(" H%d", tip - ARROW));
    line("<path class=\"edge%s\" d=\"%s\"/>", network(route), path);
    line(
        "<path class=\"tip%s\" d=\"M%d %d l-%d -5 v10 z\"/>",
        network(route), tip - 1, tipY, ARROW + 1);
  }

  private void drawLabel(Route route) {
    int end = left[route.last().to.layer] - ARROW - LABEL_PADDING;
    line(
        "<text class=\"strategy%s\" x=\"%d\" y=\"%d\">%s</text>",
        network(route),
        end - labelWidth(route) / 2,
        pixel(route.last().toY()) + 4,
        escape(route.input().shipStrategy()));
  }

  /** All but FORWARD move records to other subtasks, which is what costs. */
  private static String network(Route route) {
    return route.input().shipStrategy().equals("FORWARD") ? "" : " network";
  }

  private void draw(Slot slot, Node node) {
    String type = node.type().name().toLowerCase(Locale.ROOT);
    int x = left[slot.layer];
    int y = pixel(slot.y - slot.height / 2);
    line("<g class=\"%s\">", type);
    line("<title>%s</title>", escape(node.description()));
    line(
        "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/>",
        x, y, boxWidth[slot.layer], (int) slot.height);
    int textX = x + PADDING;
    int textY = pixel(slot.y) - textHeight(node) / 2 + PADDING + SMALL_SIZE;
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
