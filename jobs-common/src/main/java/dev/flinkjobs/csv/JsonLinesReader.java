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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
final class JsonLinesReader<T> implements RowReader<T> {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String source;
  private final InputStream input;
  private final CsvBytes window;
  private final RowDecoder<T> decoder;
  private final @Nullable FileWatermark watermark;

  /** The values of the columns, one behind the other, so that they are decoded as those of CSV. */
  private byte[] values = new byte[256];

  private final RowScanner row;
  private final CsvFields fields;
  private boolean watermarkMoved;
  private long line;

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
    this.source = source;
    this.input = input;
    this.window = window;
    this.decoder = decoder;
    this.line = line;
    this.watermark = watermark;
    this.row = new RowScanner(',', IntStream.range(0, decoder.columns().size()).toArray());
    this.fields = new CsvFields(row);
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
    List<T> rows = new ArrayList<>();
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
    return new RowBatch<>(
        rows,
        rejected,
        window.position() - before,
        watermark == null ? EventTime.NO_WATERMARK : watermark.value());
  }

  private void readWindow(List<T> rows, List<Rejected> rejected) throws IOException {
    while (window.hasMore() && !watermarkMoved) {
      row.line(window.buffer(), window.offset(), window.limit());
      if (isWhole()) {
        decode(rows, rejected);
        window.moveTo(row.next);
        line++;
      } else if (window.limit() - window.offset() >= CsvBytes.MAX_ROW) {
        rejectLongLine(rejected);
      } else if (rows.isEmpty() && rejected.isEmpty()) {
        window.fill();
      } else {
        return;
      }
    }
  }

  /**
   * Whether the line ends at a line feed, or where the file does, and not where the window does.
   */
  private boolean isWhole() {
    return window.isLast() || row.next < window.limit() || window.buffer()[row.next - 1] == '\n';
  }

  private void decode(List<T> rows, List<Rejected> rejected) throws IOException {
    byte[] bytes = window.buffer();
    int from = window.offset();
    if (isBlank(bytes, from, row.rowEnd)) {
      return;
    }
    if (!Utf8.isValid(bytes, from, row.rowEnd)) {
      rejected.add(rawRow().rejected(RejectReason.BAD_ENCODING, null, null));
      return;
    }
    if (!readObject(bytes, from, row.rowEnd - from)) {
      rejected.add(rawRow().rejected(RejectReason.BAD_JSON, null, null));
      return;
    }
    try {
      fields.in(values);
      T record = decoder.decode(fields);
      rows.add(record);
      watermarkMoved = watermark != null && watermark.moves((Timed) record);
    } catch (BadValue bad) {
      String column = decoder.columns().get(bad.column());
      rejected.add(rawRow().rejected(bad.reason(), column, fields.raw(bad.column())));
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

  private RawRow rawRow() {
    return new RawRow(
        source, window.position(), line, window.buffer(), window.offset(), row.rowEnd);
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

  private void rejectLongLine(List<Rejected> rejected) throws IOException {
    row.rowEnd = window.offset() + CsvReader.KEPT_OF_LONG_ROW;
    rejected.add(rawRow().rejected(RejectReason.ROW_TOO_LONG, null, null));
    while (!isWhole()) {
      window.moveTo(window.limit());
      if (!window.fill()) {
        return;
      }
      row.line(window.buffer(), window.offset(), window.limit());
    }
    window.moveTo(row.next);
    line++;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
