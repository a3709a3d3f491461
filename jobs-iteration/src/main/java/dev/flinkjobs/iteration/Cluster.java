package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Points that are nearer to this center than to any other.
 *
 * @param size how many they are; 0 before the first round
 */
public record Cluster(List<Decimal> center, long size) {
  static final TypeInformation<Cluster> TYPE =
      Types.POJO(Cluster.class, Map.of("center", Point.COORDINATES, "size", Types.LONG));
}
