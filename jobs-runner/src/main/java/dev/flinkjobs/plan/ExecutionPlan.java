package dev.flinkjobs.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A job as Flink is going to run it, before chaining. Pictures of it do not depend on Flink's ids,
 * which count up over all jobs of a JVM: the same job gives the same bytes.
 */
public final class ExecutionPlan {

  /** What an operator is to the flow of records. */
  public enum Type {
    SOURCE,
    OPERATOR,
    SINK
  }

  /**
   * One operator.
   *
   * @param id Flink's number for it, unique in the plan
   * @param name the operator's name on one line, cut to {@value #MAX_NAME} characters; without the
   *     {@code Source: } and {@code : Writer} that Flink adds, since {@code type} says it
   * @param description the operator's description in full: its name, unless the job gives another
   * @param parallelism the number of its subtasks
   * @param inputs where its records come from, empty for a source
   */
  public record Node(
      int id, String name, String description, Type type, int parallelism, List<Input> inputs) {
    public Node {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * One edge, seen from the operator it leads to.
   *
   * @param from the id of the operator that it comes from
   * @param shipStrategy how records are spread over subtasks, as Flink writes it: {@code FORWARD},
   *     {@code HASH}, {@code REBALANCE}, …
   */
  public record Input(int from, String shipStrategy) {}

  static final int MAX_NAME = 72;

  private static final String LAMBDA_CLASS = "\\$\\$Lambda(\\$\\d+)?/(0x)?[0-9a-f]+";

  private final List<Node> nodes;

  /** Of nodes in any order. */
  ExecutionPlan(List<Node> nodes) {
    this.nodes = upstreamFirst(nodes);
  }

  /** The plan of a job. */
  public static ExecutionPlan of(StreamGraph graph) {
    return new ExecutionPlan(
        graph.getStreamNodes().stream()
            .map(
                node ->
                    node(
                        node.getId(),
                        node.getOperatorName(),
                        node.getOperatorDescription(),
                        graph.getSourceIDs().contains(node.getId())
                            ? Type.SOURCE
                            : graph.getSinkIDs().contains(node.getId()) ? Type.SINK : Type.OPERATOR,
                        node.getParallelism(),
                        node.getInEdges().stream()
                            .map(
                                edge ->
                                    new Input(edge.getSourceId(), edge.getPartitioner().toString()))
                            .toList()))
            .toList());
  }

  /** A node by the names that Flink has for it. */
  static Node node(
      int id,
      String operatorName,
      String description,
      Type type,
      int parallelism,
      List<Input> inputs) {
    String name = oneLine(operatorName);
    // Flink takes the writers and committers of a sink for operators; their names tell.
    boolean isSink = name.matches(".*: (Writer|(Global )?Committer)");
    return new Node(
        id, shortName(name), oneLine(description), isSink ? Type.SINK : type, parallelism, inputs);
  }

  /** Without the part of a lambda's class name that differs from run to run. */
  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll(LAMBDA_CLASS, "\\$\\$Lambda");
  }

  private static String shortName(String fullName) {
    String name = fullName.replaceFirst("^Source: ", "").replaceFirst(": Writer$", "");
    if (name.codePointCount(0, name.length()) <= MAX_NAME) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, MAX_NAME - 1)).stripTrailing() + "…";
  }

  /** Every node after all it takes records from; otherwise by id. */
  private static List<Node> upstreamFirst(List<Node> nodes) {
    List<Node> waiting = new ArrayList<>(nodes);
    waiting.sort(Comparator.comparingInt(Node::id));
    List<Node> sorted = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    while (!waiting.isEmpty()) {
      Node next =
          waiting.stream()
              .filter(node -> node.inputs().stream().allMatch(in -> done.contains(in.from())))
              .findFirst()
              .orElseThrow();
      waiting.remove(next);
      done.add(next.id());
      sorted.add(next);
    }
    return List.copyOf(sorted);
  }

  /** All operators; each comes after those that it takes records from. */
  public List<Node> nodes() {
    return nodes;
  }

  /**
   * A Mermaid flowchart, from left to right, as GitHub draws it in a fenced block. Lines end with
   * LF.
   */
  public String toMermaid() {
    return MermaidDiagram.of(this);
  }

  /**
   * A complete SVG document that needs no fonts, scripts or style sheets of its surroundings and
   * follows the viewer's light or dark scheme. Lines end with LF.
   */
  public String toSvg() {
    return SvgDiagram.of(this);
  }
}
