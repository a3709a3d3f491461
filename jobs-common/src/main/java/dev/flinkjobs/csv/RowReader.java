package dev.flinkjobs.csv;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.FileWatermark;
import dev.flinkjobs.time.Timed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text file as batches of records and rejected rows. Every row of the file is in exactly
 * one batch, as one or the other. A batch ends where the watermark moves, if rows have a time.
 */
abstract class RowReader<T> implements FileRows<T> {

  /** How much of a row of over {@link CsvBytes#MAX_ROW} bytes a rejected row keeps. */
  static final int KEPT_OF_LONG_ROW = 64 * 1024;

  private final String source;
  final CsvBytes window;
  final RowDecoder<T> decoder;
  final RowScanner row;
  private final @Nullable FileWatermark watermark;
  private final RowDecoder.Original original = this::rejected;
  private boolean watermarkMoved;
  private long line;
  private long end = Long.MAX_VALUE;
  private List<T> rows = new ArrayList<>();
  private int rowsBefore;
  private List<Rejected> rejected = List.of();

  /**
   * @param source the file's name, for rejected rows
   * @param window at the start of a row; closed with this
   * @param line the line that begins there, from 1
   * @param watermark of the rows, which are {@code Timed}; null where they need no time
   */
  RowReader(
      String source,
      CsvBytes window,
      RowDecoder<T> decoder,
      RowScanner row,
      long line,
      @Nullable FileWatermark watermark) {
    this.source = source;
    this.window = window;
    this.decoder = decoder;
    this.row = row;
    this.line = line;
    this.watermark = watermark;
  }

  @Override
  public final long position() {
    return window.position();
  }

  @Override
  public final long line() {
    return line;
  }

  @Override
  public final boolean hasMoreAtHand() {
    return watermarkMoved && window.hasMore();
  }

  @Override
  public final @Nullable RowBatch<T> readBatch() throws IOException {
    // A batch ends with the window of bytes or where the watermark moves: of two batches one may be
    // small, but hardly both. A list that is too short for its rows is copied again and again.
    int likely = Math.max(rows.size(), rowsBefore);
    rowsBefore = rows.size();
    rows = new ArrayList<>(likely + likely / 8 + 1);
    rejected = new ArrayList<>();
    long before = window.position();
    watermarkMoved = false;
    while (!hasRows()) {
      if (window.position() >= end || (!window.hasMore() && !window.fill())) {
        return window.position() == before ? null : batch(before);
      }
      readWindow();
    }
    return batch(before);
  }

  private RowBatch<T> batch(long before) {
    return new RowBatch<>(
        rows,
        rejected,
        window.position() - before,
        watermark == null ? RowBatch.NO_WATERMARK : watermark.value());
  }

  /** Reads the rows in the window, at least one byte, as long as {@link #goesOn}. */
  abstract void readWindow() throws IOException;

  /** Whether one more row in the window belongs to this batch. */
  final boolean goesOn() {
    return window.hasMore() && !watermarkMoved && window.position() < end;
  }

  /** Makes the row before which this is no longer reached the last, as if the file ended there. */
  final void endAt(long newEnd) {
    this.end = newEnd;
  }

  /** Moves behind the line that goes on here, whatever is in it. */
  final void skipLine() throws IOException {
    window.fill();
    moveBehindLine();
  }

  /** Whether the batch holds anything yet. */
  final boolean hasRows() {
    return !rows.isEmpty() || !rejected.isEmpty();
  }

  final void decode(Fields fields) {
    try {
      T record = decoder.decode(fields, original);
      watermarkMoved = watermark != null && watermark.moves((Timed) record);
      rows.add(record);
    } catch (BadValue bad) {
      int column = bad.column();
      rejected.add(rejected(bad.reason(), decoder.columns().get(column), fields.raw(column)));
    }
  }

  final void reject(RejectReason reason) {
    rejected.add(rejected(reason, null, null));
  }

  private Rejected rejected(RejectReason reason, @Nullable String column, @Nullable String value) {
    RawRow raw =
        new RawRow(source, window.position(), line, window.buffer(), window.offset(), row.rowEnd);
    return raw.rejected(reason, column, value);
  }

  final void moveBehindRow() {
    line += row.lines;
    window.moveTo(row.next);
  }

  /** Whether the row ends at a line feed, or where the file does, and not where the window does. */
  final boolean isWhole() {
    return window.isLast() || row.next < window.limit() || window.buffer()[row.next - 1] == '\n';
  }

  /** Rejects the line that begins here and is longer than the window. Moves behind it. */
  final void rejectLongLine() throws IOException {
    row.rowEnd = window.offset() + KEPT_OF_LONG_ROW;
    reject(RejectReason.ROW_TOO_LONG);
    moveBehindLine();
  }

  private void moveBehindLine() throws IOException {
    row.line(window.buffer(), window.offset(), window.limit());
    while (!isWhole()) {
      window.moveTo(window.limit());
      window.fill();
      row.line(window.buffer(), window.offset(), window.limit());
    }
    moveBehindRow();
  }

  @Override
  public final void close() throws IOException {
    window.close();
  }
}
