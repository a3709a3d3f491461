package dev.flinkjobs.csv;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.FileWatermark;
import dev.flinkjobs.time.Timed;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV file. An empty line is no row, unless the file has a single column.
 *
 * <p>An open quote that is never closed would swallow the rest of the file: then the line it stands
 * in is rejected, and reading goes on at the next.
 */
public final class CsvReader<T> extends RowReader<T> {
  private final int columns;
  private final CsvFields fields;

  /**
   * @param source the file's name, for rejected rows
   * @param window at the start of a row, such as behind the header; closed with this
   * @param slots for each column of the file, its place in {@code decoder.columns()} or -1
   * @param line the line that begins there, from 1
   * @param watermark of the rows, which are {@code Timed}; null where they need no time
   */
  CsvReader(
      String source,
      CsvBytes window,
      CsvDialect dialect,
      RowDecoder<T> decoder,
      int[] slots,
      long line,
      @Nullable FileWatermark watermark) {
    super(source, window, decoder, new RowScanner(dialect.delimiter(), slots), line, watermark);
    this.columns = slots.length;
    this.fields = new CsvFields(row, dialect.times());
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
      throws IOException {
    FileWatermark watermark = time == null ? null : new FileWatermark(time, Long.MAX_VALUE);
    CsvBytes window = new CsvBytes(dialect.encoding().decode(input), 0);
    return fromStart(source, window, dialect, decoder, watermark);
  }

  static <T> CsvReader<T> fromStart(
      String source,
      CsvBytes window,
      CsvDialect dialect,
      RowDecoder<T> decoder,
      @Nullable FileWatermark watermark)
      throws IOException {
    CsvHeader header = CsvHeader.read(window, dialect);
    int[] slots = header.slots(decoder.columns());
    return new CsvReader<>(source, window, dialect, decoder, slots, 1L + header.lines(), watermark);
  }

  @Override
  void readWindow() throws IOException {
    RowScanner.Found found = window.scan(row);
    fields.in(window.buffer());
    while (true) {
      switch (found) {
        case ROW -> readRow();
        case BAD_QUOTE -> reject(RejectReason.BAD_QUOTE);
        case INCOMPLETE -> {
          boolean rowMayFollow =
              !window.isLast() && window.limit() - window.offset() < CsvBytes.MAX_ROW;
          if (rowMayFollow) {
            return;
          }
          row.line(window.buffer(), window.offset(), window.limit());
          if (!isWhole()) {
            rejectLongLine();
            return;
          }
          reject(RejectReason.BAD_QUOTE);
        }
      }
      moveBehindRow();
      if (!goesOn()) {
        return;
      }
      found = row.scan(window.buffer(), window.offset(), window.limit(), window.isLast());
    }
  }

  private void readRow() {
    int from = window.offset();
    if (row.rowEnd == from && columns > 1) {
      return;
    }
    if (!row.isAscii() && !Utf8.isValid(window.buffer(), from, row.rowEnd)) {
      reject(RejectReason.BAD_ENCODING);
    } else if (row.columns != columns) {
      reject(RejectReason.WRONG_COLUMN_COUNT);
    } else {
      decode(fields);
    }
  }
}
