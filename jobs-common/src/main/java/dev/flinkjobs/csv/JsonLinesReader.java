package dev.flinkjobs.csv;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.FileWatermark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of JSON lines: one object per line, whose fields are the columns, in any order. A
 * field that is not there, or null, is a blank value; one that is an object or array, where a
 * column is asked for, makes the row bad JSON. An empty line is no row.
 */
final class JsonLinesReader<T> extends RowReader<T> {
  private final JsonFields object;

  /**
   * @param source the file's name, for rejected rows
   * @param window at the start of a row; closed with this
   * @param line the line that begins there, from 1
   * @param watermark of the rows, which are {@code Timed}; null where they need no time
   */
  JsonLinesReader(
      String source,
      CsvBytes window,
      TimeFormat times,
      RowDecoder<T> decoder,
      long line,
      @Nullable FileWatermark watermark) {
    super(source, window, decoder, new RowScanner('\n', new int[0]), line, watermark);
    this.object = new JsonFields(decoder.columns(), times);
  }

  @Override
  void readWindow() throws IOException {
    while (goesOn()) {
      row.line(window.buffer(), window.offset(), window.limit());
      if (isWhole()) {
        readRow();
        moveBehindRow();
      } else if (window.limit() - window.offset() >= CsvBytes.MAX_ROW) {
        rejectLongLine();
      } else if (!hasRows()) {
        window.fill();
      } else {
        return;
      }
    }
  }

  private void readRow() {
    byte[] bytes = window.buffer();
    int from = window.offset();
    if (isBlank(bytes, from, row.rowEnd)) {
      return;
    }
    if (!Utf8.isValid(bytes, from, row.rowEnd)) {
      reject(RejectReason.BAD_ENCODING);
      return;
    }
    RejectReason fault = object.read(bytes, from, row.rowEnd - from);
    if (fault != null) {
      reject(fault);
    } else {
      decode(object.fields());
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
