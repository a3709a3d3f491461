package dev.flinkjobs.plan;

import dev.flinkjobs.plan.ExecutionPlan.Input;
import dev.flinkjobs.plan.ExecutionPlan.Node;
import dev.flinkjobs.record.Message;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a plan as a Mermaid flowchart. Types differ by shape, so that any theme shows them. */
final class MermaidDiagram {
  private static final Pattern MARKUP = Pattern.compile("[\"#&<>`*_\\\\~;$]");

  private MermaidDiagram() {}

  static String of(ExecutionPlan plan) {
    Map<Integer, String> names = new HashMap<>();
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (Node node : plan.nodes()) {
      String name = "n" + (names.size() + 1);
      names.put(node.id(), name);
      String label =
          Message.of(
              "\"%s<br/>%s · parallelism %d\"",
              escape(node.name()), node.type().name().toLowerCase(Locale.ROOT), node.parallelism());
      String shape =
          switch (node.type()) {
            case SOURCE -> "([" + label + "])";
            case OPERATOR -> "(" + label + ")";
            case SINK -> "[(" + label + ")]";
          };
      text.append("  ").append(name).append(shape).append('\n');
    }
    for (Node node : plan.nodes()) {
      for (Input input : node.inputs()) {
        text.append("  ").append(names.get(input.from()));
        text.append(" -->|\"").append(escape(input.shipStrategy())).append("\"| ");
        text.append(names.get(node.id())).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Mermaid's own entity codes for all that Mermaid, its Markdown or HTML could take for markup.
   */
  private static String escape(String text) {
    return MARKUP.matcher(text).replaceAll(c -> "#" + (int) c.group().charAt(0) + ";");
  }
}
