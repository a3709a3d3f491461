package dev.flinkjobs.iteration;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A place where there are points.
 *
 * @param coordinates as distances are calculated from
 * @param count how many points are there
 */
public record SampledPoint(List<Double> coordinates, long count) {
  static final TypeInformation<SampledPoint> TYPE =
      Types.POJO(
          SampledPoint.class, Map.of("coordinates", Types.LIST(Types.DOUBLE), "count", Types.LONG));
}
