package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a row group, as Parquet has them: PLAIN, each of them may be null.
 */
final class ParquetColumn {
  /** Of numbers: the most that all readers take, 20 digits before the point and 18 behind it. */
  private static final int PRECISION = 38;

  private static final int SCALE = 18;

  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> power * 10).limit(SCALE + 1).toArray();

  // By parquet.thrift.
  private static final int BOOLEAN = 0;
  private static final int INT64 = 2;
  private static final int BYTE_ARRAY = 6;
  private static final int FIXED_LEN_BYTE_ARRAY = 7;
  private static final int OPTIONAL = 1;

  private final String name;
  private final ColumnType type;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();

  /** Which rows have a value. */
  private final BitSet present = new BitSet();

  private final BitSet truths = new BitSet();
  private int rows;
  private int count;

  ParquetColumn(String name, ColumnType type) {
    this.name = name;
    this.type = type;
  }

  String name() {
    return name;
  }

  /** As {@code SchemaElement} of parquet.thrift. */
  ThriftStruct schema() {
    ThriftStruct schema = new ThriftStruct().number(1, physicalType());
    if (type == ColumnType.NUMBER) {
      schema.number(2, Long.BYTES * 2);
    }
    schema.number(3, OPTIONAL).text(4, name);
    ThriftStruct none = new ThriftStruct();
    return switch (type) {
      case TEXT -> schema.number(6, 0).struct(10, none.struct(1, new ThriftStruct()));
      case NUMBER ->
          schema
              .number(6, 5)
              .number(7, SCALE)
              .number(8, PRECISION)
              .struct(10, none.struct(5, new ThriftStruct().number(1, SCALE).number(2, PRECISION)));
      case TIME ->
          schema
              .number(6, 10)
              .struct(10, none.struct(8, new ThriftStruct().yes(1).struct(2, micros())));
      case WHOLE, TRUTH -> schema;
    };
  }

  private static ThriftStruct micros() {
    return new ThriftStruct().struct(2, new ThriftStruct());
  }

  int physicalType() {
    return switch (type) {
      case TEXT -> BYTE_ARRAY;
      case NUMBER -> FIXED_LEN_BYTE_ARRAY;
      case WHOLE, TIME -> INT64;
      case TRUTH -> BOOLEAN;
    };
  }

  /** Adds the value of the next row, of the class that the type says. */
  void add(@Nullable Object value) {
    if (value != null) {
      switch (type) {
        case TEXT -> {
          byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
          values.writeBytes(little(utf8.length));
          values.writeBytes(utf8);
        }
        case TIME -> values.writeBytes(little(micros(OffsetDateTime.parse((String) value))));
        case NUMBER -> addNumber((Decimal) value);
        case WHOLE -> values.writeBytes(little((Long) value));
        case TRUTH -> truths.set(count, (Boolean) value);
      }
      present.set(rows);
      count++;
    }
    rows++;
  }

  private static long micros(OffsetDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1000);
  }

  private void addNumber(Decimal value) {
    if (!value.isCompact()) {
      addLarge(value.toBigDecimal());
      return;
    }
    long factor = POWERS_OF_TEN[SCALE - value.scale()];
    values.writeBytes(
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(Math.multiplyHigh(value.unscaled(), factor))
            .putLong(value.unscaled() * factor)
            .array());
  }

  private void addLarge(BigDecimal value) {
    if (value.stripTrailingZeros().scale() > SCALE
        || value.precision() - value.scale() > PRECISION - SCALE) {
      throw new SuppressRestartsException(
          new IOException(
              name
                  + " "
                  + value.toPlainString()
                  + ": parquet has 20 digits before the point and 18 behind it; take format=csv or"
                  + " format=json"));
    }
    byte[] bytes = value.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().toByteArray();
    byte[] padded = new byte[Long.BYTES * 2];
    Arrays.fill(padded, (byte) (bytes[0] >> 7));
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    values.writeBytes(padded);
  }

  int size() {
    return values.size() + rows / 4;
  }

  int rows() {
    return rows;
  }

  /** The one page of this column in the row group, before it is compressed; then it is empty. */
  byte[] takePage() {
    ByteArrayOutputStream levels = levels();
    if (type == ColumnType.TRUTH) {
      values.writeBytes(packed(truths, count));
    }
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(little(levels.size()));
    page.writeBytes(levels.toByteArray());
    page.writeBytes(values.toByteArray());
    values.reset();
    present.clear();
    truths.clear();
    rows = 0;
    count = 0;
    return page.toByteArray();
  }

  /** A bit for each row, in Parquet's hybrid of runs and packed bits. */
  private ByteArrayOutputStream levels() {
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    if (count == rows) {
      ThriftStruct.writeVarint((long) rows << 1, levels);
      levels.write(1);
    } else {
      byte[] bits = packed(present, rows);
      ThriftStruct.writeVarint(((long) bits.length << 1) | 1, levels);
      levels.writeBytes(bits);
    }
    return levels;
  }

  private static byte[] packed(BitSet bits, int length) {
    return Arrays.copyOf(bits.toByteArray(), (length + 7) / 8);
  }

  static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] little(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
