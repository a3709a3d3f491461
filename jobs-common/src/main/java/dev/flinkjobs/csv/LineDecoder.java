package dev.flinkjobs.csv;

import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Takes each line of {@link CsvDialect#LINES} as it stands, blank ones too. */
public final class LineDecoder implements RowDecoder<String> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of(CsvDialect.LINE);
  }

  @Override
  public String decode(Fields row) {
    return row.raw(0);
  }

  @Override
  public TypeInformation<String> type() {
    return Types.STRING;
  }
}
