package dev.flinkjobs.iteration;

import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;

/** The place of the cluster whose center is nearest to a point; the first of those as near. */
final class NearestCenter implements KeySelector<Point, Integer> {
  private static final long serialVersionUID = 1L;

  private final double[][] centers;

  NearestCenter(List<Cluster> clusters) {
    this.centers =
        clusters.stream().map(cluster -> Point.doubles(cluster.center())).toArray(double[][]::new);
  }

  @Override
  public Integer getKey(Point point) {
    double[] coordinates = Point.doubles(point.coordinates());
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centers.length; i++) {
      double distance = Point.squaredDistance(coordinates, centers[i]);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }
}
