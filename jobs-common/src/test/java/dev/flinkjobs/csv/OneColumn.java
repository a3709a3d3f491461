package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowDecoder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The text of one column. */
public final class OneColumn implements RowDecoder<String> {
  private static final long serialVersionUID = 1L;

  private final String name;

  public OneColumn(String name) {
    this.name = name;
  }

  @Override
  public List<String> columns() {
    return List.of(name);
  }

  @Override
  public String decode(Fields fields) throws BadValue {
    return fields.text(0);
  }

  @Override
  public TypeInformation<String> type() {
    return Types.STRING;
  }
}
