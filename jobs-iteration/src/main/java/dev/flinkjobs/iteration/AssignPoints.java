package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Adds each point to the cluster whose center is nearest; to the first of those as near. */
final class AssignPoints extends SumToEnd<Point, ClusterSum> {
  private static final long serialVersionUID = 1L;

  private final double[][] centers;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient DecimalSum[][] sums;

  AssignPoints(List<Cluster> clusters) {
    this.centers =
        clusters.stream().map(cluster -> Point.doubles(cluster.center())).toArray(double[][]::new);
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new DecimalSum[centers.length][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new DecimalSum[centers[i].length];
      Arrays.setAll(sums[i], coordinate -> new DecimalSum());
    }
  }

  @Override
  void add(Point point) {
    DecimalSum[] sum = sums[nearest(Point.doubles(point.coordinates()))];
    for (int i = 0; i < sum.length; i++) {
      sum[i].add(point.coordinates().get(i));
    }
  }

  private int nearest(double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centers.length; i++) {
      double distance = Point.squaredDistance(point, centers[i]);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  @Override
  void emit(Consumer<ClusterSum> out) {
    for (int i = 0; i < sums.length; i++) {
      if (sums[i][0].count() > 0) {
        List<Decimal> totals = new ArrayList<>();
        for (DecimalSum sum : sums[i]) {
          totals.add(sum.sum());
        }
        out.accept(new ClusterSum(i, sums[i][0].count(), totals));
      }
    }
  }
}
