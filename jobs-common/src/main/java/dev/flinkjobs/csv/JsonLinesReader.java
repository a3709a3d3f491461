package dev.flinkjobs.csv;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.StreamReadFeature;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of JSON lines: one object per line, whose fields are the columns, in any order. A
 * field that is not there, or null, is a blank value; one that is an object or array, where a
 * column is asked for, makes the row bad JSON. An empty line is no row.
 */
final class JsonLinesReader<T> extends RowReader<T> {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** The values of the columns, one behind the other, so that they are decoded as those of CSV. */
  private byte[] values = new byte[256];

  /**
   * @param source the file's name, for rejected rows
   * @param input at the position of {@code window}
   * @param window at the start of a row
   * @param line the line that begins there, from 1
   * @param watermark of the rows, which are {@code Timed}; null where they need no time
   */
  JsonLinesReader(
      String source,
      InputStream input,
      CsvBytes window,
      RowDecoder<T> decoder,
      long line,
      @Nullable FileWatermark watermark) {
    super(source, input, window, decoder, rowOf(decoder.columns().size()), line, watermark);
  }

  /** Whose fields are the columns asked for, each in its place. */
  private static RowScanner rowOf(int columns) {
    return new RowScanner(',', IntStream.range(0, columns).toArray());
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

  private void readRow() throws IOException {
    byte[] bytes = window.buffer();
    int from = window.offset();
    if (isBlank(bytes, from, row.rowEnd)) {
      return;
    }
    if (!Utf8.isValid(bytes, from, row.rowEnd)) {
      reject(RejectReason.BAD_ENCODING);
    } else if (!readObject(bytes, from, row.rowEnd - from)) {
      reject(RejectReason.BAD_JSON);
    } else {
      fields.in(values);
      decode();
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

  /** Takes the values of the columns from an object; says whether it is one, and nothing else. */
  private boolean readObject(byte[] bytes, int from, int length) throws IOException {
    Arrays.fill(row.start, 0);
    Arrays.fill(row.end, 0);
    int end = 0;
    try (JsonParser json = JSON.createParser(bytes, from, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        int column = decoder.columns().indexOf(json.currentName());
        JsonToken value = json.nextToken();
        if (column < 0) {
          json.skipChildren();
        } else if (value.isStructStart()) {
          return false;
        } else if (value != JsonToken.VALUE_NULL) {
          end = append(json.getText().getBytes(StandardCharsets.UTF_8), column, end);
        }
      }
      return json.nextToken() == null;
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  private int append(byte[] value, int column, int at) {
    int end = at + value.length;
    if (end > values.length) {
      values = Arrays.copyOf(values, end * 2);
    }
    System.arraycopy(value, 0, values, at, value.length);
    row.start[column] = at;
    row.end[column] = end;
    return end;
  }
}
