package dev.flinkjobs.sql;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a row the columns of a table, by their SQL types: nothing is rounded, and a value that
 * is missing is NULL where the column takes it, else the row is rejected.
 *
 * @param names of the columns in the table
 */
record TableDecoder(
    List<String> columns, List<String> names, List<LogicalType> types, SqlTimes times)
    implements RowDecoder<Row> {
  @Override
  public Row decode(Fields fields) throws BadValue {
    Row row = new Row(types.size());
    for (int column = 0; column < types.size(); column++) {
      row.setField(column, value(fields, column));
    }
    return row;
  }

  private @Nullable Object value(Fields fields, int column) throws BadValue {
    LogicalType type = types.get(column);
    try {
      return switch (type.getTypeRoot()) {
        case VARCHAR -> fields.text(column);
        case DECIMAL -> decimal(fields.decimal(column), (DecimalType) type, column);
        case BIGINT -> whole(fields.decimal(column), column);
        case TIMESTAMP_WITHOUT_TIME_ZONE -> times.inTable(fields.timestamp(column, times.zone()));
        default -> throw unsupported(type);
      };
    } catch (BadValue bad) {
      if (bad.reason() == RejectReason.MISSING_VALUE && type.isNullable()) {
        return null;
      }
      throw bad;
    }
  }

  private static BigDecimal decimal(Decimal value, DecimalType type, int column) throws BadValue {
    BigDecimal exact = value.toBigDecimal().stripTrailingZeros();
    int integerDigits = exact.precision() - exact.scale();
    if (exact.scale() > type.getScale() || integerDigits > type.getPrecision() - type.getScale()) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, column);
    }
    return exact;
  }

  private static long whole(Decimal value, int column) throws BadValue {
    try {
      return value.isCompact() && value.scale() == 0
          ? value.unscaled()
          : value.toBigDecimal().longValueExact();
    } catch (ArithmeticException fractionOrTooLarge) {
      throw new BadValue(RejectReason.OUT_OF_RANGE, column);
    }
  }

  @Override
  public TypeInformation<Row> type() {
    return Types.ROW_NAMED(
        names.toArray(String[]::new),
        types.stream().map(TableDecoder::typeOf).toArray(TypeInformation[]::new));
  }

  private static TypeInformation<?> typeOf(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case VARCHAR -> Types.STRING;
      case DECIMAL -> Types.BIG_DEC;
      case BIGINT -> Types.LONG;
      case TIMESTAMP_WITHOUT_TIME_ZONE -> Types.LOCAL_DATE_TIME;
      default -> throw unsupported(type);
    };
  }

  private static IllegalArgumentException unsupported(LogicalType type) {
    return new IllegalArgumentException(
        Message.of(
            "%s: tables have STRING, DECIMAL, BIGINT and TIMESTAMP columns",
            type.asSummaryString()));
  }
}
