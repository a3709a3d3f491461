package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The exact sum of points, coordinate by coordinate. */
final class SumPoints implements AggregateFunction<Point, List<DecimalSum>, List<DecimalSum>> {
  private static final long serialVersionUID = 1L;

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
