package dev.flinkjobs.generate;

import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;
import dev.flinkjobs.run.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as CSV, or another text of lines, in UTF-8, and keeps the account of what a job must
 * make of them. The same options give the same bytes on every machine. An object writes once.
 */
public abstract class CsvGenerator<E extends ExpectedResults> {
  private static final int FLUSH_BYTES = 64 * 1024;
  private static final int LINE_END = 1;

  protected final SeededNumbers random;
  protected final E expected;
  protected final double badRate;
  private final String header;
  private final long rows;
  private final Utf8Buffer csv = new Utf8Buffer(2 * FLUSH_BYTES);
  private volatile Progress.Done done = new Progress.Done(0, 0, OptionalDouble.of(0));

  /**
   * @param header with its line end; empty for none
   * @param expected what the rows that are written come to
   */
  protected CsvGenerator(String header, GenerateOptions options, E expected) {
    this.header = header;
    this.rows = options.rows();
    this.random = new SeededNumbers(options.seed());
    this.badRate = options.badRate();
    this.expected = expected;
  }

  /** Appends the next row and its line end, and counts it. */
  protected abstract void writeRow(Utf8Buffer to);

  /**
   * Appends a row and its line end, and counts it.
   *
   * @param faults what one that is bad has
   * @param writeField appends the field of a column
   * @param accept counts one that is not bad
   */
  protected final void write(
      Utf8Buffer to,
      int columns,
      boolean bad,
      Faults faults,
      IntConsumer writeField,
      Runnable accept) {
    Fault fault = bad ? faults.next(expected.rejected()) : null;
    for (int column = 0; column < columns; column++) {
      byte @Nullable [] text = null;
      if (fault != null && column == fault.column) {
        text = fault.text;
        if (text == null) {
          break;
        }
      }
      if (column > 0) {
        to.ascii(',');
      }
      if (text == null) {
        writeField.accept(column);
      } else {
        to.bytes(text);
      }
    }
    to.ascii('\n');
    if (fault == null) {
      accept.run();
    } else {
      expected.reject(fault.reason);
    }
  }

  /** What the rows that are written come to. */
  public final E expected() {
    return expected;
  }

  /** How far the writing is, with bytes before compression. Any thread may ask. */
  final Progress.Done done() {
    return done;
  }

  /** Writes the header and all rows. Leaves the stream open. */
  public final void writeTo(OutputStream out) throws IOException {
    writeTo(out, RowTarget.NOWHERE);
  }

  /** As {@link #writeTo(OutputStream)}, and sends each row; leaves the target open, too. */
  final void writeTo(OutputStream out, RowTarget target) throws IOException {
    csv.text(header);
    for (long row = 0; row < rows; row++) {
      int start = csv.length();
      writeRow(csv);
      if (target != RowTarget.NOWHERE) {
        target.send(csv.copy(start, csv.length() - LINE_END));
      }
      if (csv.length() >= FLUSH_BYTES) {
        flush(out, row + 1);
      }
    }
    flush(out, rows);
  }

  private void flush(OutputStream out, long rowsWritten) throws IOException {
    csv.writeTo(out);
    long bytes = done.bytes() + csv.length();
    done = new Progress.Done(rowsWritten, bytes, OptionalDouble.of((double) rowsWritten / rows));
    csv.truncate(0);
  }
}
