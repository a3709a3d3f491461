package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the points of a cluster add up to.
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

  static ClusterSum of(int cluster, List<DecimalSum> sums) {
    return new ClusterSum(
        cluster, sums.get(0).count(), sums.stream().map(DecimalSum::sum).toList());
  }
}
