package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.FileWatermark;
import dev.flinkjobs.time.Timed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that come each as a value of its own, such as those of one partition of a topic: a
 * JSON object, or a row of CSV, whose columns then have to be known. Every value is a record or a
 * rejected row of a batch; an empty one is rejected, too.
 */
public final class ValueReader<T> {
  private final String source;
  private final RowDecoder<T> decoder;
  private final TextEncoding encoding;
  private final Parser parser;
  private final @Nullable FileWatermark watermark;
  private final RowDecoder.Original original = this::rejected;
  private long offset;
  private byte[] value = new byte[0];
  private List<T> rows = new ArrayList<>();
  private List<Rejected> rejected = new ArrayList<>();
  private long bytes;

  private ValueReader(
      String source,
      TextEncoding encoding,
      RowDecoder<T> decoder,
      Parser parser,
      @Nullable EventTime time) {
    this.encoding = encoding;
    this.source = source;
    this.decoder = decoder;
    this.parser = parser;
    this.watermark = time == null ? null : new FileWatermark(time, Long.MAX_VALUE);
  }

  /**
   * Reads JSON objects.
   *
   * @param source the name of the partition, for rejected rows
   * @param dialect in which times and bytes stand in them
   * @param time of the rows, which are then {@link Timed}; null where they need none
   */
  public static <T> ValueReader<T> ofJson(
      String source, CsvDialect dialect, RowDecoder<T> decoder, @Nullable EventTime time) {
    Parser parser = new JsonFields(decoder.columns(), dialect.times());
    return new ValueReader<>(source, dialect.encoding(), decoder, parser, time);
  }

  /**
   * Reads rows of CSV.
   *
   * @param dialect with columns
   */
  public static <T> ValueReader<T> ofCsv(
      String source, CsvDialect dialect, RowDecoder<T> decoder, @Nullable EventTime time)
      throws CsvFileException {
    CsvHeader header = CsvHeader.of(dialect);
    Parser parser = new CsvParser(dialect, header.slots(decoder.columns()));
    return new ValueReader<>(source, dialect.encoding(), decoder, parser, time);
  }

  /** Sees whether the dialect's columns are those that are asked for. */
  public static void check(CsvDialect dialect, List<String> columns) throws CsvFileException {
    CsvHeader.of(dialect).slots(columns);
  }

  /**
   * Adds a value to the batch.
   *
   * @param offset of the value, for rejected rows
   * @return whether the batch ends here, since the watermark has moved
   */
  public boolean add(long offset, byte[] message) {
    this.offset = offset;
    value = encoding.decode(message);
    bytes += value.length;
    RejectReason fault =
        Utf8.isValid(value, 0, value.length)
            ? parser.read(value, 0, value.length)
            : RejectReason.BAD_ENCODING;
    if (fault != null) {
      rejected.add(rejected(fault, null, null));
      return false;
    }
    try {
      T record = decoder.decode(parser.fields(), original);
      rows.add(record);
      return watermark != null && watermark.moves((Timed) record);
    } catch (BadValue bad) {
      String column = decoder.columns().get(bad.column());
      rejected.add(rejected(bad.reason(), column, parser.fields().raw(bad.column())));
      return false;
    }
  }

  private Rejected rejected(RejectReason reason, @Nullable String column, @Nullable String text) {
    return new RawRow(source, offset, null, value, 0, value.length).rejected(reason, column, text);
  }

  /** Whether the batch has a value. */
  public boolean hasRows() {
    return !rows.isEmpty() || !rejected.isEmpty();
  }

  /** The batch of all values that were added since the last one. */
  public RowBatch<T> takeBatch() {
    RowBatch<T> batch =
        new RowBatch<>(
            rows, rejected, bytes, watermark == null ? RowBatch.NO_WATERMARK : watermark.value());
    // About as many as before.
    rows = new ArrayList<>(rows.size() + 1);
    rejected = new ArrayList<>();
    bytes = 0;
    return batch;
  }

  /** Finds the fields of a value. */
  interface Parser {

    /** Why the bytes are no row; null if they are one. */
    @Nullable RejectReason read(byte[] bytes, int from, int length);

    /** Those of the row read last. */
    Fields fields();
  }

  private static final class CsvParser implements Parser {
    private final int columns;
    private final RowScanner row;
    private final CsvFields fields;
    private byte[] buffer = new byte[256];

    CsvParser(CsvDialect dialect, int[] slots) {
      this.columns = slots.length;
      this.row = new RowScanner(dialect.delimiter(), slots);
      this.fields = new CsvFields(row, dialect.times());
    }

    @Override
    public @Nullable RejectReason read(byte[] bytes, int from, int length) {
      if (buffer.length < length + 1 + RowScanner.PADDING) {
        buffer = new byte[2 * length + 1 + RowScanner.PADDING];
      }
      System.arraycopy(bytes, from, buffer, 0, length);
      Arrays.fill(buffer, length, length + 1 + RowScanner.PADDING, (byte) '\n');
      fields.in(buffer);
      return switch (row.scan(buffer, 0, length, true)) {
        case ROW ->
            row.next == length && row.columns == columns ? null : RejectReason.WRONG_COLUMN_COUNT;
        case BAD_QUOTE, INCOMPLETE -> RejectReason.BAD_QUOTE;
      };
    }

    @Override
    public Fields fields() {
      return fields;
    }
  }
}
