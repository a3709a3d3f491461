package dev.flinkjobs.iteration;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Adds up by node, exactly: at each end of the shuffle, so that little crosses it. */
abstract class NodeSums<IN> extends SumToEnd<IN, NodeSum> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Map<String, Long> sums;

  @Override
  public void open() throws Exception {
    super.open();
    sums = new HashMap<>();
  }

  final void add(String node, long value) {
    sums.merge(node, value, Math::addExact);
  }

  @Override
  final void emit(Consumer<NodeSum> out) {
    sums.forEach((node, sum) -> out.accept(new NodeSum(node, sum)));
  }

  /** What the subtasks before the shuffle have added up. */
  static final class Merged extends NodeSums<NodeSum> {
    private static final long serialVersionUID = 1L;

    @Override
    void add(NodeSum part) {
      add(part.node(), part.sum());
    }
  }

  /** How many edges leave each node; 0 for one that only others point to. */
  static final class Outgoing extends NodeSums<Edge> {
    private static final long serialVersionUID = 1L;

    @Override
    void add(Edge edge) {
      add(edge.source(), 1);
      add(edge.target(), 0);
    }
  }

  /** What each node is passed along the edges that point to it. */
  static final class Passed extends NodeSums<Edge> {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, Long> shares;

    /**
     * @param shares what each node passes along one edge
     */
    Passed(Map<String, Long> shares) {
      this.shares = new HashMap<>(shares);
    }

    /** A source that was not there before is found out by the sum of all. */
    @Override
    void add(Edge edge) {
      add(edge.target(), shares.getOrDefault(edge.source(), 0L));
    }
  }
}
