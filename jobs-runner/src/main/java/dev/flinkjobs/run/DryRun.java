package dev.flinkjobs.run;

import dev.flinkjobs.plan.ExecutionPlan;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/** What a job would be, without running it. */
final class DryRun {
  private DryRun() {}

  /** One line for each operator, sources first, with its uid, parallelism and inputs. */
  static String describe(String job, StreamExecutionEnvironment env) {
    StreamGraph graph = env.getStreamGraph(false);
    Map<Integer, String> uids =
        graph.getStreamNodes().stream()
            .filter(node -> node.getTransformationUID() != null)
            .collect(Collectors.toMap(StreamNode::getId, StreamNode::getTransformationUID));
    StringBuilder text = new StringBuilder();
    text.append(job).append(": the options, files and columns are in order; the plan is\n");
    text.append(line("uid", "operator", "parallelism", "inputs"));
    for (ExecutionPlan.Node node : ExecutionPlan.of(graph).nodes()) {
      text.append(
          line(
              uids.getOrDefault(node.id(), "-"),
              node.name(),
              String.valueOf(node.parallelism()),
              node.inputs().stream()
                  .map(
                      input ->
                          uids.getOrDefault(input.from(), "-") + " (" + input.shipStrategy() + ")")
                  .collect(Collectors.joining(", "))));
    }
    return text.toString();
  }

  private static String line(String uid, String operator, String parallelism, String inputs) {
    return String.format(Locale.ROOT, "  %-22s %-28s %-12s %s", uid, operator, parallelism, inputs)
            .stripTrailing()
        + "\n";
  }
}
