package dev.flinkjobs.plan;

import dev.flinkjobs.plan.ExecutionPlan.Input;
import dev.flinkjobs.plan.ExecutionPlan.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Places a plan in layers from top to bottom, after Sugiyama, so that a long plan is tall and not
 * wide: a node's layer is the longest way to it from a source; an edge over several layers gets a
 * slot in each layer between, so that it runs between boxes; slots are ordered and moved by the
 * middle of their neighbours.
 */
final class LayeredLayout {
  private static final int ORDER_ROUNDS = 12;
  private static final int PLACE_ROUNDS = 300;
  private static final double GAP = 24;

  /** A place in a layer: of a node, or of an edge that passes by. */
  static final class Slot {
    final @Nullable Node node;
    final int layer;
    final double width;
    final List<Link> before = new ArrayList<>();
    final List<Link> after = new ArrayList<>();

    /** The middle, rightwards from an arbitrary zero. */
    double x;

    /** Where its edges would be straight. */
    private double wanted;

    private Slot(@Nullable Node node, int layer, double width) {
      this.node = node;
      this.layer = layer;
      this.width = width;
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
    double fromX() {
      return from.x + fromOffset;
    }

    /** Where it meets {@code to}. */
    double toX() {
      return to.x + toOffset;
    }
  }

  /** An edge with its way: one link, or several by slots of its own. */
  record Route(Input input, List<Link> links) {
    Link last() {
      return links.get(links.size() - 1);
    }
  }

  private final List<List<Slot>> layers = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param width of a node's box
   * @param portDistance between the points where edges meet a box
   */
  LayeredLayout(ExecutionPlan plan, ToDoubleFunction<Node> width, double portDistance) {
    Map<Integer, Slot> slots = new LinkedHashMap<>();
    for (Node node : plan.nodes()) {
      int layer =
          node.inputs().stream().mapToInt(in -> slot(slots, in.from()).layer + 1).max().orElse(0);
      slots.put(node.id(), newSlot(node, layer, width.applyAsDouble(node)));
    }
    for (Node node : plan.nodes()) {
      for (Input input : node.inputs()) {
        routes.add(route(input, slot(slots, input.from()), slot(slots, node.id())));
      }
    }
    for (int round = 0; round < ORDER_ROUNDS; round++) {
      sweep(round % 2 == 0, true);
    }
    for (Slot slot : layers.stream().flatMap(List::stream).toList()) {
      slot.before.sort(Comparator.comparingDouble(link -> link.from.x));
      slot.after.sort(Comparator.comparingDouble(link -> link.to.x));
      for (int i = 0; i < slot.before.size(); i++) {
        slot.before.get(i).toOffset = (i - (slot.before.size() - 1) / 2.0) * portDistance;
      }
      for (int i = 0; i < slot.after.size(); i++) {
        slot.after.get(i).fromOffset = (i - (slot.after.size() - 1) / 2.0) * portDistance;
      }
    }
    for (int round = 0; round < PLACE_ROUNDS; round++) {
      sweep(round % 2 == 0, false);
    }
  }

  /** Plans list nodes after their inputs, so it is there. */
  private static Slot slot(Map<Integer, Slot> slots, int node) {
    return Objects.requireNonNull(slots.get(node));
  }

  /** From top to bottom, each from left to right. */
  List<List<Slot>> layers() {
    return layers;
  }

  List<Route> routes() {
    return routes;
  }

  private Slot newSlot(@Nullable Node node, int layer, double width) {
    while (layers.size() <= layer) {
      layers.add(new ArrayList<>());
    }
    Slot slot = new Slot(node, layer, width);
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

  /**
   * Moves the slots of each layer towards their neighbours.
   *
   * @param ordering whether by those of the layer before alone, and into their order
   */
  private void sweep(boolean downwards, boolean ordering) {
    for (int i = 0; i < layers.size(); i++) {
      List<Slot> layer = layers.get(downwards ? i : layers.size() - 1 - i);
      for (Slot slot : layer) {
        double sum = 0;
        int count = 0;
        for (Link link : downwards || !ordering ? slot.before : List.<Link>of()) {
          sum += link.fromX() - link.toOffset;
          count++;
        }
        for (Link link : downwards && ordering ? List.<Link>of() : slot.after) {
          sum += link.toX() - link.fromOffset;
          count++;
        }
        slot.wanted = count == 0 ? slot.x : sum / count;
      }
      if (ordering) {
        layer.sort(Comparator.comparingDouble(slot -> slot.wanted));
      }
      spread(layer);
    }
  }

  /** Keeps order and distance; what one is pushed to the right, all are moved back in the mean. */
  private static void spread(List<Slot> layer) {
    double pushed = 0;
    double free = Double.NEGATIVE_INFINITY;
    for (Slot slot : layer) {
      slot.x = Math.max(slot.wanted, free + slot.width / 2);
      free = slot.x + slot.width / 2 + GAP;
      pushed += slot.x - slot.wanted;
    }
    double back = pushed / layer.size();
    layer.forEach(slot -> slot.x -= back);
  }
}
