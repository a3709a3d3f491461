package dev.flinkjobs.iteration;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Takes a whole number from a row. */
record ValueDecoder() implements RowDecoder<Long> {
  static final String COLUMN = "value";

  @Override
  public List<String> columns() {
    return List.of(COLUMN);
  }

  @Override
  public Long decode(Fields row) throws BadValue {
    Decimal value = row.decimal(0);
    if (value.scale() > 0 || !value.isCompact()) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, 0);
    }
    return value.unscaled();
  }

  @Override
  public TypeInformation<Long> type() {
    return Types.LONG;
  }
}
