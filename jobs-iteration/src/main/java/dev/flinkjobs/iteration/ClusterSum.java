package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What some points of a cluster add up to.
 *
 * @param cluster its place among the clusters, from 0
 * @param count of the points
 * @param sums exact, one for each coordinate
 */
public record ClusterSum(int cluster, long count, List<Decimal> sums) {
  static final TypeInformation<ClusterSum> TYPE =
      Types.POJO(
          ClusterSum.class,
          Map.of("cluster", Types.INT, "count", Types.LONG, "sums", Point.COORDINATES));

  /** With more points of the same cluster. */
  ClusterSum plus(ClusterSum more) {
    Decimal[] added = new Decimal[sums.size()];
    for (int i = 0; i < added.length; i++) {
      added[i] = sums.get(i).plus(more.sums.get(i));
    }
    return new ClusterSum(cluster, count + more.count, List.of(added));
  }
}
