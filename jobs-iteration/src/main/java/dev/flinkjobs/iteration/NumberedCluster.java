package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A cluster of the result.
 *
 * @param number from 1, in the order of the centers
 */
public record NumberedCluster(int number, List<Decimal> center, long size) {
  static final TypeInformation<NumberedCluster> TYPE =
      Types.POJO(
          NumberedCluster.class,
          Map.of("number", Types.INT, "center", Point.COORDINATES, "size", Types.LONG));
}
