package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.Iteration;
import dev.flinkjobs.run.IterationDriver;
import dev.flinkjobs.run.Step;
import dev.localglobal.Emit;
import dev.localglobal.LocalGlobal;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Which nodes of a graph are linked to most, by nodes that matter?
 *
 * <p>A round passes ranks on along the edges. Ranks are whole numbers of 10^-18, so that sums are
 * the same in whatever order they are made; what is left over, by damping, by nodes that no edge
 * leaves and by rounding down, goes to all nodes evenly. So ranks add up to 1, to the last digit.
 */
public final class PageRankJob implements Iteration<List<NodeRank>> {
  private final PageRankOptions options;

  PageRankJob(PageRankOptions options) {
    this.options = options;
  }

  public static void main(String[] args) {
    IterationDriver.run(args, PageRankOptions::new, PageRankJob::new);
  }

  @Override
  public TypeInformation<List<NodeRank>> type() {
    return Types.LIST(NodeRank.TYPE);
  }

  @Override
  public Step<List<NodeRank>> start(Flow flow) {
    return Step.of(outgoing(edges(flow), flow.isChained()), PageRankJob::even);
  }

  private static DataStream<RowBatch<Edge>> edges(Flow flow) {
    return flow.readBatches("edges", new EdgeDecoder());
  }

  /**
   * How many edges leave each node; 0 for one that only others point to.
   *
   * @param chained whether one subtask does all, without a shuffle
   */
  static DataStream<NodeSum> outgoing(DataStream<RowBatch<Edge>> edges, boolean chained) {
    return sums(
        "outgoing",
        edges,
        edge -> Stream.of(new NodeSum(edge.source(), 1), new NodeSum(edge.target(), 0)),
        chained);
  }

  /**
   * What each node is passed along the edges that point to it.
   *
   * @param shares what each node passes along one edge. A source that was not there before is found
   *     out by the sum of all
   * @param chained whether one subtask does all, without a shuffle
   */
  static DataStream<NodeSum> passed(
      DataStream<RowBatch<Edge>> edges, Map<String, Long> shares, boolean chained) {
    HashMap<String, Long> sent = new HashMap<>(shares);
    return sums(
        "passed",
        edges,
        edge -> Stream.of(new NodeSum(edge.target(), sent.getOrDefault(edge.source(), 0L))),
        chained);
  }

  private static DataStream<NodeSum> sums(
      String name, DataStream<RowBatch<Edge>> edges, Parts parts, boolean chained) {
    return LocalGlobal.of(edges, batch -> batch.rows().stream().flatMap(parts::of).toList())
        .returns(NodeSum.TYPE)
        .chained(chained)
        .keyBy(NodeSum::node)
        .aggregate(new AddSums(), Emit.atEnd(), NodeSum::new, Types.LONG, NodeSum.TYPE)
        .name(name)
        .uid(name);
  }

  /** What one edge adds to the sums of nodes. */
  @FunctionalInterface
  private interface Parts extends Serializable {
    Stream<NodeSum> of(Edge edge);
  }

  /** Every node as much as any other. */
  private static List<NodeRank> even(List<NodeSum> outgoing) {
    return spread(
        outgoing.stream()
            .map(node -> new NodeRank(node.node(), node.sum(), 0))
            .sorted(Comparator.comparing(NodeRank::node))
            .toList());
  }

  /** Gives what is missing to 1 to all nodes; what cannot be divided to the first of them. */
  private static List<NodeRank> spread(List<NodeRank> nodes) {
    long rest = NodeRank.WHOLE;
    for (NodeRank node : nodes) {
      rest -= node.rank();
    }
    long each = rest / nodes.size();
    long more = rest % nodes.size();
    List<NodeRank> whole = new ArrayList<>(nodes.size());
    for (NodeRank node : nodes) {
      long rank = node.rank() + each + (whole.size() < more ? 1 : 0);
      whole.add(new NodeRank(node.node(), node.outgoing(), rank));
    }
    return whole;
  }

  @Override
  public Step<List<NodeRank>> round(Flow flow, List<NodeRank> nodes) {
    Map<String, Long> shares = new HashMap<>();
    long passed = 0;
    for (NodeRank node : nodes) {
      if (node.outgoing() > 0) {
        long share = share(node);
        shares.put(node.node(), share);
        passed += share * node.outgoing();
      }
    }
    long all = passed;
    return Step.of(passed(edges(flow), shares, flow.isChained()), got -> next(nodes, got, all));
  }

  /** What a node passes along each of its edges, rounded down. */
  private long share(NodeRank node) {
    BigDecimal damping = options.damping();
    return BigInteger.valueOf(node.rank())
        .multiply(damping.unscaledValue())
        .divide(BigInteger.TEN.pow(damping.scale()).multiply(BigInteger.valueOf(node.outgoing())))
        .longValueExact();
  }

  private static List<NodeRank> next(List<NodeRank> before, List<NodeSum> got, long passed) {
    Map<String, Long> byNode = new HashMap<>();
    long sum = 0;
    for (NodeSum node : got) {
      byNode.put(node.node(), node.sum());
      sum += node.sum();
    }
    List<NodeRank> after = new ArrayList<>(before.size());
    for (NodeRank node : before) {
      Long rank = byNode.remove(node.node());
      after.add(new NodeRank(node.node(), node.outgoing(), rank == null ? 0 : rank));
    }
    if (!byNode.isEmpty() || sum != passed) {
      throw new IllegalStateException(
          "--input has other edges than in the round before; it must not change before the end");
    }
    return spread(after);
  }

  @Override
  public List<NodeRank> example() {
    return List.of(new NodeRank("", 1, NodeRank.WHOLE));
  }

  @Override
  public boolean isDone(List<NodeRank> before, List<NodeRank> after) {
    return largestChange(before, after).compareTo(options.tolerance()) <= 0;
  }

  private static BigDecimal largestChange(List<NodeRank> before, List<NodeRank> after) {
    long largest = 0;
    for (int i = 0; i < before.size(); i++) {
      largest = Math.max(largest, Math.abs(after.get(i).rank() - before.get(i).rank()));
    }
    return BigDecimal.valueOf(largest, NodeRank.SCALE);
  }

  @Override
  public long size(List<NodeRank> nodes) {
    return nodes.size();
  }

  @Override
  public String change(List<NodeRank> before, List<NodeRank> after) {
    return Decimal.of(largestChange(before, after)).toString();
  }

  @Override
  public List<String> print(List<NodeRank> nodes) {
    NodeRankFormat format = new NodeRankFormat();
    return highestFirst(nodes).stream().map(format::print).toList();
  }

  @Override
  public void write(Flow flow, List<NodeRank> nodes) {
    flow.write(
        "ranks", flow.of("ranks-found", highestFirst(nodes), NodeRank.TYPE), new NodeRankFormat());
  }

  private static List<NodeRank> highestFirst(List<NodeRank> nodes) {
    return nodes.stream()
        .sorted(Comparator.comparingLong(NodeRank::rank).reversed().thenComparing(NodeRank::node))
        .toList();
  }

  /** The sum of a node's sums; one that no long holds is an error. */
  private record AddSums() implements AggregateFunction<NodeSum, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(NodeSum more, Long sum) {
      return Math.addExact(sum, more.sum());
    }

    @Override
    public Long getResult(Long sum) {
      return sum;
    }

    @Override
    public Long merge(Long sum, Long more) {
      return Math.addExact(sum, more);
    }
  }
}
