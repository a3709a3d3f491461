package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Rows of a name and an amount. */
final class PairDecoder implements RowDecoder<PairDecoder.Pair> {
  private static final long serialVersionUID = 1L;

  record Pair(String name, Decimal amount) {}

  @Override
  public List<String> columns() {
    return List.of("name", "amount");
  }

  @Override
  public Pair decode(Fields row) throws BadValue {
    return new Pair(row.text(0), row.decimal(1));
  }

  @Override
  public TypeInformation<Pair> type() {
    return TypeInformation.of(Pair.class);
  }
}
