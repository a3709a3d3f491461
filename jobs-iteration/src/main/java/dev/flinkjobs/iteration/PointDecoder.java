package dev.flinkjobs.iteration;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Takes a point from a row. */
record PointDecoder(List<String> coordinates) implements RowDecoder<Point> {
  /** The square of a larger number might be no double, and its distance to everything infinite. */
  private static final int MAX_DIGITS = 100;

  @Override
  public List<String> columns() {
    return coordinates;
  }

  @Override
  public Point decode(Fields row) throws BadValue {
    List<Decimal> values = new ArrayList<>(coordinates.size());
    for (int column = 0; column < coordinates.size(); column++) {
      Decimal value = row.decimal(column);
      if (!value.isCompact() && isTooLarge(value.toBigDecimal())) {
        throw new BadValue(RejectReason.OUT_OF_RANGE, column);
      }
      values.add(value);
    }
    return new Point(values);
  }

  private static boolean isTooLarge(BigDecimal value) {
    return value.precision() - value.scale() > MAX_DIGITS;
  }

  @Override
  public TypeInformation<Point> type() {
    return Point.TYPE;
  }
}
