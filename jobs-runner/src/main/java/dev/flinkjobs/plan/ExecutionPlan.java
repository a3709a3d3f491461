package dev.flinkjobs.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A job as Flink is going to run it, before chaining: what {@code
 * StreamExecutionEnvironment.getExecutionPlan()} tells as JSON. Pictures of it do not depend on
 * Flink's ids, which count up over all jobs of a JVM: the same job gives the same bytes.
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
  private static final String SOURCE_PREFIX = "Source: ";
  private static final String WRITER_SUFFIX = ": Writer";
  private static final List<String> SINK_SUFFIXES =
      List.of(WRITER_SUFFIX, ": Committer", ": Global Committer");

  private final List<Node> nodes;

  private ExecutionPlan(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * Reads Flink's JSON.
   *
   * @throws IllegalArgumentException when the text is not such a plan
   */
  public static ExecutionPlan parse(String json) {
    try {
      List<Node> nodes = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(json).required("nodes")) {
        nodes.add(node(node));
      }
      return new ExecutionPlan(upstreamFirst(nodes));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not an execution plan: " + e.getMessage(), e);
    }
  }

  private static Node node(JsonNode json) {
    String fullName = oneLine(json.required("type").asText());
    List<Input> inputs = new ArrayList<>();
    for (JsonNode input : json.path("predecessors")) {
      inputs.add(new Input(input.required("id").asInt(), input.required("ship_strategy").asText()));
    }
    return new Node(
        json.required("id").asInt(),
        shortName(fullName),
        oneLine(json.path("contents").asText(fullName)),
        type(json.required("pact").asText(), fullName),
        json.required("parallelism").asInt(),
        inputs);
  }

  /** Flink's plan calls the writers and committers of a sink operators; their names tell. */
  private static Type type(String pact, String name) {
    return switch (pact) {
      case "Data Source" -> Type.SOURCE;
      case "Data Sink" -> Type.SINK;
      default -> SINK_SUFFIXES.stream().anyMatch(name::endsWith) ? Type.SINK : Type.OPERATOR;
    };
  }

  /** Without the part of a lambda's class name that differs from run to run. */
  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll(LAMBDA_CLASS, "\\$\\$Lambda");
  }

  private static String shortName(String fullName) {
    String name =
        fullName.startsWith(SOURCE_PREFIX) ? fullName.substring(SOURCE_PREFIX.length()) : fullName;
    if (name.endsWith(WRITER_SUFFIX)) {
      name = name.substring(0, name.length() - WRITER_SUFFIX.length());
    }
    if (name.codePointCount(0, name.length()) <= MAX_NAME) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, MAX_NAME - 1)).stripTrailing() + "…";
  }

  /** Every node after all it takes records from; otherwise by id. */
  private static List<Node> upstreamFirst(List<Node> nodes) {
    Map<Integer, Node> byId = new TreeMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    Map<Integer, Node> sorted = new LinkedHashMap<>();
    byId.keySet().forEach(id -> addUpstreamFirst(id, byId, sorted));
    return List.copyOf(sorted.values());
  }

  private static void addUpstreamFirst(int id, Map<Integer, Node> byId, Map<Integer, Node> sorted) {
    if (!sorted.containsKey(id)) {
      Node node = byId.get(id);
      if (node == null) {
        throw new IllegalArgumentException("there is no node " + id);
      }
      node.inputs().forEach(input -> addUpstreamFirst(input.from(), byId, sorted));
      sorted.put(id, node);
    }
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
