package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.EventTime;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.record.Timed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV file. An empty line is no row, unless the file has a single column.
 *
 * <p>An open quote that is never closed would swallow the rest of the file: then the line it stands
 * in is rejected, and reading goes on at the next.
 */
public final class CsvReader<T> implements RowReader<T> {

  /** How much of a row of over {@link CsvBytes#MAX_ROW} bytes a rejected row keeps. */
  static final int KEPT_OF_LONG_ROW = 64 * 1024;

  private final String source;
  private final InputStream input;
  private final CsvBytes window;
  private final RowDecoder<T> decoder;
  private final RowScanner row;
  private final CsvFields fields;
  private final int columns;
  private final @Nullable FileWatermark watermark;
  private boolean watermarkMoved;
  private long line;
  private int expectedRows = 1024;

  /**
   * @param source the file's name, for rejected rows
   * @param input at {@code position}
   * @param slots for each column of the file, its place in {@code decoder.columns()} or -1
   * @param position where to read from: the start of a row
   * @param line the line that begins there, from 1
   * @param watermark of the rows, which are {@code Timed}; null where they need no time
   */
  CsvReader(
      String source,
      InputStream input,
      CsvDialect dialect,
      RowDecoder<T> decoder,
      int[] slots,
      long position,
      long line,
      @Nullable FileWatermark watermark) {
    this(source, input, new CsvBytes(input, position), dialect, decoder, slots, line, watermark);
  }

  /** Goes on where {@code window} is, such as behind the header. */
  CsvReader(
      String source,
      InputStream input,
      CsvBytes window,
      CsvDialect dialect,
      RowDecoder<T> decoder,
      int[] slots,
      long line,
      @Nullable FileWatermark watermark) {
    this.source = source;
    this.input = input;
    this.window = window;
    this.decoder = decoder;
    this.row = new RowScanner(dialect.delimiter(), slots);
    this.fields = new CsvFields(row);
    this.columns = slots.length;
    this.line = line;
    this.watermark = watermark;
  }

  /**
   * Reads what is no file, such as a connection, from its start: past the header, if there is one.
   *
   * @param source its name, for rejected rows
   * @param time of the rows, which are then {@link Timed}; null where they need none
   */
  public static <T> CsvReader<T> fromStart(
      String source,
      InputStream input,
      CsvDialect dialect,
      RowDecoder<T> decoder,
      @Nullable EventTime time)
      throws IOException, CsvFileException {
    FileWatermark watermark = time == null ? null : new FileWatermark(time, Long.MAX_VALUE);
    return fromStart(source, input, dialect, decoder, watermark);
  }

  static <T> CsvReader<T> fromStart(
      String source,
      InputStream input,
      CsvDialect dialect,
      RowDecoder<T> decoder,
      @Nullable FileWatermark watermark)
      throws IOException, CsvFileException {
    CsvBytes window = new CsvBytes(input, 0);
    CsvHeader header = CsvHeader.read(window, dialect);
    int[] slots = header.slots(decoder.columns());
    return new CsvReader<>(
        source, input, window, dialect, decoder, slots, 1L + header.lines(), watermark);
  }

  @Override
  public long position() {
    return window.position();
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public boolean isCut() {
    return watermarkMoved && window.hasMore();
  }

  @Override
  public @Nullable RowBatch<T> readBatch() throws IOException {
    List<T> rows = new ArrayList<>(expectedRows);
    List<Rejected> rejected = new ArrayList<>();
    long before = window.position();
    watermarkMoved = false;
    while (rows.isEmpty() && rejected.isEmpty()) {
      if (!window.hasMore() && !window.fill()) {
        return window.position() == before ? null : batch(rows, rejected, before);
      }
      readWindow(rows, rejected);
    }
    return batch(rows, rejected, before);
  }

  private RowBatch<T> batch(List<T> rows, List<Rejected> rejected, long before) {
    expectedRows = rows.size() + rows.size() / 8 + 1;
    return new RowBatch<>(
        rows,
        rejected,
        window.position() - before,
        watermark == null ? EventTime.NO_WATERMARK : watermark.value());
  }

  private void readWindow(List<T> rows, List<Rejected> rejected) throws IOException {
    boolean first = true;
    while (window.hasMore() && !watermarkMoved) {
      int from = window.offset();
      byte[] bytes = window.buffer();
      RowScanner.Found found =
          first ? window.scan(row) : row.scan(bytes, from, window.limit(), window.isLast());
      if (first) {
        first = false;
        from = window.offset();
        bytes = window.buffer();
        fields.in(bytes);
      }
      switch (found) {
        case ROW -> decode(bytes, from, rows, rejected);
        case BAD_QUOTE -> rejected.add(rejected(RejectReason.BAD_QUOTE, bytes, from));
        case INCOMPLETE -> {
          boolean rowMayFollow = !window.isLast() && window.limit() - from < CsvBytes.MAX_ROW;
          if (rowMayFollow) {
            return;
          }
          rejectLine(from, rejected);
          line++;
          first = true;
          continue;
        }
      }
      line += row.lines;
      window.moveTo(row.next);
    }
  }

  private void decode(byte[] bytes, int from, List<T> rows, List<Rejected> rejected) {
    if (row.rowEnd == from && columns > 1) {
      return;
    }
    if (!row.isAscii() && !Utf8.isValid(bytes, from, row.rowEnd)) {
      rejected.add(rejected(RejectReason.BAD_ENCODING, bytes, from));
    } else if (row.columns != columns) {
      rejected.add(rejected(RejectReason.WRONG_COLUMN_COUNT, bytes, from));
    } else {
      try {
        T record = decoder.decode(fields);
        rows.add(record);
        watermarkMoved = watermark != null && watermark.moves((Timed) record);
      } catch (BadValue bad) {
        rejected.add(rejected(bad, bytes, from));
      }
    }
  }

  /** Rejects the line that begins here and cannot be, or begin, a row. Moves behind it. */
  private void rejectLine(int from, List<Rejected> rejected) throws IOException {
    byte[] bytes = window.buffer();
    row.line(bytes, from, window.limit());
    boolean wholeLine = window.isLast() || endsInWindow();
    if (wholeLine) {
      rejected.add(rejected(RejectReason.BAD_QUOTE, bytes, from));
      window.moveTo(row.next);
      return;
    }
    row.rowEnd = from + KEPT_OF_LONG_ROW;
    rejected.add(rejected(RejectReason.ROW_TOO_LONG, bytes, from));
    while (!wholeLine) {
      window.moveTo(window.limit());
      if (!window.fill()) {
        return;
      }
      row.line(window.buffer(), window.offset(), window.limit());
      wholeLine = endsInWindow();
    }
    window.moveTo(row.next);
  }

  /** Whether the row ends at a line feed, and not where the window does. */
  private boolean endsInWindow() {
    return row.next < window.limit() || window.buffer()[row.next - 1] == '\n';
  }

  private Rejected rejected(RejectReason reason, byte[] bytes, int from) {
    return rejected(reason, null, null, bytes, from);
  }

  private Rejected rejected(BadValue bad, byte[] bytes, int from) {
    return rejected(
        bad.reason(), decoder.columns().get(bad.column()), fields.raw(bad.column()), bytes, from);
  }

  private Rejected rejected(
      RejectReason reason,
      @Nullable String column,
      @Nullable String value,
      byte[] bytes,
      int from) {
    long offset = window.position() + from - window.offset();
    return new RawRow(source, offset, line, bytes, from, row.rowEnd)
        .rejected(reason, column, value);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
