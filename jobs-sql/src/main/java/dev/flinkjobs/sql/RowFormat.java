package dev.flinkjobs.sql;

import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.flinkjobs.record.Decimal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A result as its columns, before them {@code op} where results are updated, or as Flink prints a
 * change: {@code +U[electronics, click, 2]}.
 */
final class RowFormat implements ResultFormat<Row> {
  private static final long serialVersionUID = 1L;

  static final String OP = "op";

  private final List<String> columns;
  private final boolean isChangelog;

  /**
   * @param isChangelog whether a row may take back or replace one before it
   */
  RowFormat(List<String> columns, boolean isChangelog) {
    List<String> all = new ArrayList<>();
    if (isChangelog) {
      all.add(OP);
    }
    all.addAll(columns);
    this.columns = List.copyOf(all);
    this.isChangelog = isChangelog;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void write(Row result, RowWriter row) {
    if (isChangelog) {
      row.text(result.getKind().shortString());
    }
    for (int column = 0; column < result.getArity(); column++) {
      Object value = result.getField(column);
      if (value instanceof BigDecimal number) {
        row.number(Decimal.of(number));
      } else if (value instanceof Long number) {
        row.number(number);
      } else {
        row.text(value == null ? null : text(value));
      }
    }
  }

  @Override
  public String print(Row result) {
    StringJoiner values = new StringJoiner(", ", result.getKind().shortString() + "[", "]");
    for (int column = 0; column < result.getArity(); column++) {
      values.add(text(result.getField(column)));
    }
    return values.toString();
  }

  /** A value in plain notation; a time in ISO-8601, as that of UTC. */
  static String text(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof LocalDateTime time
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))
        : String.valueOf(value);
  }
}
