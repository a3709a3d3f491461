package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.Iteration;
import dev.flinkjobs.run.IterationDriver;
import dev.flinkjobs.run.Step;
import dev.localglobal.Emit;
import dev.localglobal.LocalGlobal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Around which centers do points gather?
 *
 * <p>A round moves each center into the middle of the points that are nearest to it. Sums are
 * exact, so that they are the same in whatever order they were made; the mean is divided once. A
 * center without points stays where it is.
 */
public final class KMeansJob implements Iteration<List<Cluster>> {
  /** The digits that a mean has behind those of its points. */
  private static final int MORE_DIGITS = 6;

  private static final MathContext SHOWN = new MathContext(6);

  private final KMeansOptions options;

  KMeansJob(KMeansOptions options) {
    this.options = options;
  }

  public static void main(String[] args) {
    IterationDriver.run(args, KMeansOptions::new, KMeansJob::new);
  }

  @Override
  public TypeInformation<List<Cluster>> type() {
    return Types.LIST(Cluster.TYPE);
  }

  @Override
  public Step<List<Cluster>> start(Flow flow) {
    return Step.of(
        flow.read("points", decoder())
            .transform("sample", SampledPoint.TYPE, new SamplePoints(options.seed()))
            .uid("sample"),
        sample ->
            StartingCenters.of(sample, options.k(), options.seed()).stream()
                .map(center -> new Cluster(center, 0))
                .toList());
  }

  @Override
  public Step<List<Cluster>> round(Flow flow, List<Cluster> clusters) {
    return Step.of(
        sums(flow.readBatches("points", decoder()), clusters, flow.isChained()),
        sums -> moved(clusters, sums));
  }

  private PointDecoder decoder() {
    return new PointDecoder(options.coordinates());
  }

  /**
   * The sum of the points that are nearest to each center, for centers that have any.
   *
   * @param chained whether one subtask does all, without a shuffle
   */
  static DataStream<ClusterSum> sums(
      DataStream<RowBatch<Point>> points, List<Cluster> clusters, boolean chained) {
    return LocalGlobal.of(points, RowBatch::rows)
        .returns(Point.TYPE)
        .chained(chained)
        .keyBy(new NearestCenter(clusters))
        .aggregate(new SumPoints(), Emit.atEnd(), ClusterSum::of, SumPoints.TYPE, ClusterSum.TYPE)
        .name("assign")
        .uid("assign");
  }

  static List<Cluster> moved(List<Cluster> before, List<ClusterSum> sums) {
    Map<Integer, ClusterSum> byCluster =
        sums.stream().collect(Collectors.toMap(ClusterSum::cluster, sum -> sum));
    List<Cluster> after = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      ClusterSum sum = byCluster.get(i);
      after.add(sum == null ? new Cluster(before.get(i).center(), 0) : middle(sum));
    }
    long points = points(before);
    if (points > 0 && points != points(after)) {
      throw new IllegalStateException(
          Message.of(
              "--input had %,d points in the round before and has %,d now; it must not change"
                  + " before the end",
              points, points(after)));
    }
    return after;
  }

  private static long points(List<Cluster> clusters) {
    return clusters.stream().mapToLong(Cluster::size).sum();
  }

  private static Cluster middle(ClusterSum sum) {
    BigDecimal count = BigDecimal.valueOf(sum.count());
    List<Decimal> center = new ArrayList<>();
    for (Decimal total : sum.sums()) {
      center.add(
          Decimal.of(
              total
                  .toBigDecimal()
                  .divide(count, total.scale() + MORE_DIGITS, RoundingMode.HALF_UP)));
    }
    return new Cluster(center, sum.count());
  }

  @Override
  public List<Cluster> example() {
    return List.of(new Cluster(Collections.nCopies(options.coordinates().size(), Decimal.ZERO), 0));
  }

  @Override
  public boolean isDone(List<Cluster> before, List<Cluster> after) {
    return largestMove(before, after) <= options.tolerance();
  }

  private static double largestMove(List<Cluster> before, List<Cluster> after) {
    double largest = 0;
    for (int i = 0; i < before.size(); i++) {
      double[] from = Point.doubles(before.get(i).center());
      double[] to = Point.doubles(after.get(i).center());
      largest = Math.max(largest, Math.sqrt(Point.squaredDistance(from, to)));
    }
    return largest;
  }

  @Override
  public long size(List<Cluster> clusters) {
    return clusters.size();
  }

  @Override
  public String change(List<Cluster> before, List<Cluster> after) {
    return plain(BigDecimal.valueOf(largestMove(before, after)).round(SHOWN));
  }

  @Override
  public List<String> print(List<Cluster> clusters) {
    ClusterFormat format = new ClusterFormat(options.coordinates());
    return numbered(clusters).stream().map(format::print).toList();
  }

  @Override
  public void write(Flow flow, List<Cluster> clusters) {
    flow.write(
        "clusters",
        flow.of("clusters-found", numbered(clusters), NumberedCluster.TYPE),
        new ClusterFormat(options.coordinates()));
  }

  /** By their centers, since the order in which they were begun with means nothing. */
  private static List<NumberedCluster> numbered(List<Cluster> clusters) {
    List<Cluster> sorted = new ArrayList<>(clusters);
    sorted.sort(Comparator.comparing(Cluster::center, KMeansJob::compare));
    List<NumberedCluster> numbered = new ArrayList<>();
    for (Cluster cluster : sorted) {
      numbered.add(new NumberedCluster(numbered.size() + 1, cluster.center(), cluster.size()));
    }
    return numbered;
  }

  private static int compare(List<Decimal> a, List<Decimal> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static String shown(List<Decimal> center) {
    return center.stream()
        .map(coordinate -> plain(coordinate.toBigDecimal()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The exact sum of points, coordinate by coordinate. */
  private record SumPoints()
      implements AggregateFunction<Point, List<DecimalSum>, List<DecimalSum>> {
    static final TypeInformation<List<DecimalSum>> TYPE =
        Types.LIST(TypeInformation.of(DecimalSum.class));

    /** Without coordinates, until there is a point that has them. */
    @Override
    public List<DecimalSum> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<DecimalSum> add(Point point, List<DecimalSum> sums) {
      List<Decimal> coordinates = point.coordinates();
      for (int i = 0; i < coordinates.size(); i++) {
        if (i == sums.size()) {
          sums.add(new DecimalSum());
        }
        sums.get(i).add(coordinates.get(i));
      }
      return sums;
    }

    @Override
    public List<DecimalSum> getResult(List<DecimalSum> sums) {
      return sums;
    }

    @Override
    public List<DecimalSum> merge(List<DecimalSum> sums, List<DecimalSum> more) {
      for (int i = 0; i < sums.size(); i++) {
        sums.get(i).add(more.get(i));
      }
      return sums;
    }
  }
}
