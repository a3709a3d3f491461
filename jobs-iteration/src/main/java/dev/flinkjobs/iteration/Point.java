package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.RecordSerializer;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A point in space of any dimension.
 *
 * @param coordinates of less than 10^100 each way from 0
 */
public record Point(List<Decimal> coordinates) {
  static final TypeInformation<List<Decimal>> COORDINATES =
      Types.LIST(TypeInformation.of(Decimal.class));
  static final TypeInformation<Point> TYPE =
      RecordSerializer.type(Types.POJO(Point.class, Map.of("coordinates", COORDINATES)));

  /** As distances are calculated from. */
  static double[] doubles(List<Decimal> coordinates) {
    double[] doubles = new double[coordinates.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = coordinates.get(i).doubleValue();
    }
    return doubles;
  }

  /** The square of the distance, added up in the order of the coordinates. */
  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
