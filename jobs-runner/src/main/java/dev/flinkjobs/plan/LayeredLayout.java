package dev.flinkjobs.plan;

import dev.flinkjobs.plan.ExecutionPlan.Input;
import dev.flinkjobs.plan.ExecutionPlan.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Places a plan in layers from left to right, after Sugiyama: a node's layer is the longest way to
 * it from a source; an edge over several layers gets a bend in each layer between, so that it runs
 * between boxes; layers are ordered by barycenters; heights follow the neighbours.
 */
final class LayeredLayout {
  private static final int ORDER_ROUNDS = 12;
  private static final int HEIGHT_ROUNDS = 300;
  private static final double GAP_BETWEEN_BOXES = 22;
  private static final double GAP_AT_BEND = 16;

  /** A place in a layer: of a node, or of an edge that passes by. */
  static final class Slot {
    final @Nullable Node node;
    final int layer;
    final double height;
    final List<Link> before = new ArrayList<>();
    final List<Link> after = new ArrayList<>();

    /** The middle, downwards from an arbitrary zero. */
    double y;

    private int position;

    private Slot(@Nullable Node node, int layer, double height) {
      this.node = node;
      this.layer = layer;
      this.height = height;
    }
  }

  /** The part of an edge from one layer to the next. */
  static final class Link {
    final Slot from;
    final Slot to;
    private double fromOffset;
    private double toOffset;

    private Link(Slot from, Slot to) {
      this.from = from;
      this.to = to;
    }

    /** Where it leaves {@code from}. */
    double fromY() {
      return from.y + fromOffset;
    }

    /** Where it meets {@code to}. */
    double toY() {
      return to.y + toOffset;
    }

    /** Edges that pass by are pulled straight with more force. */
    private double weight() {
      return from.node == null && to.node == null ? 8 : 1;
    }
  }

  /** An edge with its way: one link, or several by bends. */
  record Route(Input input, List<Link> links) {
    Link last() {
      return links.get(links.size() - 1);
    }
  }

  private final List<List<Slot>> layers = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param height of a node's box
   * @param portDistance between the points where edges meet a box
   */
  LayeredLayout(ExecutionPlan plan, ToDoubleFunction<Node> height, double portDistance) {
    Map<Integer, Slot> slots = new LinkedHashMap<>();
    for (Node node : plan.nodes()) {
      int layer =
          node.inputs().stream().mapToInt(in -> slot(slots, in.from()).layer + 1).max().orElse(0);
      slots.put(node.id(), newSlot(node, layer, height.applyAsDouble(node)));
    }
    for (Node node : plan.nodes()) {
      for (Input input : node.inputs()) {
        routes.add(route(input, slot(slots, input.from()), slot(slots, node.id())));
      }
    }
    order();
    layers.forEach(layer -> layer.forEach(slot -> setPorts(slot, portDistance)));
    setHeights();
  }

  /** Plans list nodes after their inputs, so it is there. */
  private static Slot slot(Map<Integer, Slot> slots, int node) {
    return Objects.requireNonNull(slots.get(node));
  }

  /** From left to right, each from top to bottom. */
  List<List<Slot>> layers() {
    return layers;
  }

  List<Route> routes() {
    return routes;
  }

  private Slot newSlot(@Nullable Node node, int layer, double height) {
    while (layers.size() <= layer) {
      layers.add(new ArrayList<>());
    }
    Slot slot = new Slot(node, layer, height);
    slot.position = layers.get(layer).size();
    layers.get(layer).add(slot);
    return slot;
  }

  private Route route(Input input, Slot from, Slot to) {
    List<Link> links = new ArrayList<>();
    Slot last = from;
    for (int layer = from.layer + 1; layer <= to.layer; layer++) {
      Slot next = layer == to.layer ? to : newSlot(null, layer, 0);
      Link link = new Link(last, next);
      last.after.add(link);
      next.before.add(link);
      links.add(link);
      last = next;
    }
    return new Route(input, links);
  }

  private void order() {
    List<List<Slot>> best = copyOfLayers();
    int fewest = crossings();
    for (int round = 0; round < ORDER_ROUNDS && fewest > 0; round++) {
      boolean rightwards = round % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Slot> layer = layers.get(rightwards ? i : layers.size() - 1 - i);
        Map<Slot, Double> centers = new HashMap<>();
        for (Slot slot : layer) {
          IntStream neighbours =
              rightwards
                  ? slot.before.stream().mapToInt(link -> link.from.position)
                  : slot.after.stream().mapToInt(link -> link.to.position);
          centers.put(slot, neighbours.average().orElse(slot.position));
        }
        layer.sort(Comparator.comparingDouble(centers::get));
        setPositions(layer);
      }
      int crossings = crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = copyOfLayers();
      }
    }
    layers.clear();
    layers.addAll(best);
    layers.forEach(LayeredLayout::setPositions);
  }

  private List<List<Slot>> copyOfLayers() {
    List<List<Slot>> copy = new ArrayList<>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }

  private static void setPositions(List<Slot> layer) {
    for (int i = 0; i < layer.size(); i++) {
      layer.get(i).position = i;
    }
  }

  private int crossings() {
    int crossings = 0;
    for (List<Slot> layer : layers) {
      List<int[]> links = new ArrayList<>();
      for (Slot from : layer) {
        for (Link link : from.after) {
          links.add(new int[] {from.position, link.to.position});
        }
      }
      for (int i = 0; i < links.size(); i++) {
        for (int j = 0; j < i; j++) {
          int left = Integer.compare(links.get(i)[0], links.get(j)[0]);
          int right = Integer.compare(links.get(i)[1], links.get(j)[1]);
          crossings += left * right < 0 ? 1 : 0;
        }
      }
    }
    return crossings;
  }

  /** Edges meet a box each at a point of its own, in the order of where they come from or go. */
  private static void setPorts(Slot slot, double distance) {
    slot.before.sort(Comparator.comparingInt(link -> link.from.position));
    slot.after.sort(Comparator.comparingInt(link -> link.to.position));
    for (int i = 0; i < slot.before.size(); i++) {
      slot.before.get(i).toOffset = (i - (slot.before.size() - 1) / 2.0) * distance;
    }
    for (int i = 0; i < slot.after.size(); i++) {
      slot.after.get(i).fromOffset = (i - (slot.after.size() - 1) / 2.0) * distance;
    }
  }

  private void setHeights() {
    for (List<Slot> layer : layers) {
      double y = 0;
      for (int i = 0; i < layer.size(); i++) {
        y += i == 0 ? 0 : distance(layer.get(i - 1), layer.get(i));
        layer.get(i).y = y;
      }
    }
    for (int round = 0; round < HEIGHT_ROUNDS; round++) {
      for (int i = 0; i < layers.size(); i++) {
        approachNeighbours(layers.get(round % 2 == 0 ? i : layers.size() - 1 - i));
      }
    }
  }

  private static double distance(Slot upper, Slot lower) {
    double gap = upper.node == null || lower.node == null ? GAP_AT_BEND : GAP_BETWEEN_BOXES;
    return (upper.height + lower.height) / 2 + gap;
  }

  /**
   * Moves a layer's slots as near as can be, in least squares, to where their edges are straight,
   * keeping order and distance: isotonic regression by pooling adjacent violators.
   */
  private static void approachNeighbours(List<Slot> layer) {
    record Pool(double sum, double weight, int size) {
      double mean() {
        return sum / weight;
      }

      Pool and(Pool next) {
        return new Pool(sum + next.sum, weight + next.weight, size + next.size);
      }
    }

    double[] offsets = new double[layer.size()];
    List<Pool> pools = new ArrayList<>();
    for (int i = 0; i < layer.size(); i++) {
      Slot slot = layer.get(i);
      offsets[i] = i == 0 ? 0 : offsets[i - 1] + distance(layer.get(i - 1), slot);
      double weight = 0;
      double sum = 0;
      for (Link link : slot.before) {
        weight += link.weight();
        sum += link.weight() * (link.fromY() - link.toOffset);
      }
      for (Link link : slot.after) {
        weight += link.weight();
        sum += link.weight() * (link.toY() - link.fromOffset);
      }
      double target = weight == 0 ? slot.y : sum / weight;
      weight = Math.max(weight, 1);
      Pool pool = new Pool((target - offsets[i]) * weight, weight, 1);
      while (!pools.isEmpty() && pools.get(pools.size() - 1).mean() > pool.mean()) {
        pool = pools.remove(pools.size() - 1).and(pool);
      }
      pools.add(pool);
    }
    int i = 0;
    for (Pool pool : pools) {
      for (int n = 0; n < pool.size(); n++, i++) {
        layer.get(i).y = pool.mean() + offsets[i];
      }
    }
  }
}
