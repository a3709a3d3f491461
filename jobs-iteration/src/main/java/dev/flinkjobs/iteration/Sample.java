package dev.flinkjobs.iteration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to so many different points, with how often each occurs: all of them if they are no more, else
 * a random choice of the seed. Which ones it has does not depend on the order in which they come,
 * nor on how they are divided: each has a lot of its own, and those with the least are kept.
 */
final class Sample {
  private final long seed;
  private final int most;
  private final TreeMap<Drawn, Long> counts = new TreeMap<>(Drawn.ORDER);

  Sample(long seed, int most) {
    this.seed = seed;
    this.most = most;
  }

  /** A point with its lot. */
  private record Drawn(long lot, List<Double> coordinates) {
    static final Comparator<Drawn> ORDER =
        Comparator.comparingLong(Drawn::lot).thenComparing(Drawn::coordinates, Sample::compare);
  }

  private static int compare(List<Double> a, List<Double> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Double.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  void add(double[] coordinates) {
    // So that -0 is 0.
    List<Double> values = Arrays.stream(coordinates).map(value -> value + 0.0).boxed().toList();
    add(new SampledPoint(values, 1));
  }

  void add(SampledPoint point) {
    Drawn drawn = new Drawn(lot(point.coordinates()), point.coordinates());
    if (counts.size() == most && Drawn.ORDER.compare(drawn, counts.lastKey()) > 0) {
      return;
    }
    counts.merge(drawn, point.count(), Long::sum);
    if (counts.size() > most) {
      counts.pollLastEntry();
    }
  }

  private long lot(List<Double> coordinates) {
    long lot = mixed(seed);
    for (double coordinate : coordinates) {
      lot = mixed(lot ^ Double.doubleToLongBits(coordinate));
    }
    return lot;
  }

  /** The finalizer of MurmurHash3: each bit of the input moves half of those of the output. */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }

  /** In an order that depends on the points and the seed alone. */
  List<SampledPoint> points() {
    List<SampledPoint> points = new ArrayList<>();
    for (Map.Entry<Drawn, Long> entry : counts.entrySet()) {
      points.add(new SampledPoint(entry.getKey().coordinates(), entry.getValue()));
    }
    return points;
  }
}
