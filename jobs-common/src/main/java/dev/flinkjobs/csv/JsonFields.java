package dev.flinkjobs.csv;

import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * Takes the values of columns from JSON objects, whose fields may stand in any order. One that is
 * not there, or null, is a blank value.
 */
final class JsonFields implements ValueReader.Parser {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final List<String> columns;
  private final RowScanner row;
  private final CsvFields fields;

  /** The values of the columns, one behind the other, so that they are decoded as those of CSV. */
  private byte[] values = new byte[256];

  JsonFields(List<String> columns, TimeFormat times) {
    this.columns = columns;
    this.row = new RowScanner(',', IntStream.range(0, columns.size()).toArray());
    this.fields = new CsvFields(row, times);
  }

  @Override
  public Fields fields() {
    return fields;
  }

  /**
   * Reads an object, which is no row if it is not alone, or if a column asked for is an object, an
   * array or half a character in it.
   */
  @Override
  public @Nullable RejectReason read(byte[] bytes, int from, int length) {
    Arrays.fill(row.start, 0);
    Arrays.fill(row.end, 0);
    int end = 0;
    try (JsonParser json = JSON.createParser(bytes, from, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return RejectReason.BAD_JSON;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        int column = columns.indexOf(json.currentName());
        JsonToken value = json.nextToken();
        if (column < 0) {
          json.skipChildren();
        } else if (value.isStructStart()) {
          return RejectReason.BAD_JSON;
        } else if (value != JsonToken.VALUE_NULL) {
          String text = json.getText();
          if (hasLoneSurrogate(text)) {
            return RejectReason.BAD_ENCODING;
          }
          end = append(text.getBytes(StandardCharsets.UTF_8), column, end);
        }
      }
      fields.in(values);
      return json.nextToken() == null ? null : RejectReason.BAD_JSON;
    } catch (JsonProcessingException malformed) {
      return RejectReason.BAD_JSON;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // The bytes are in memory.
    }
  }

  /** Which an escape can make, and which UTF-8 has no bytes for. */
  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
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
