package dev.flinkjobs.csv;

import java.io.Serializable;
import java.util.List;

/**
 * What must be known of a CSV file beyond RFC 4180.
 *
 * @param delimiter between two fields: one ASCII character
 * @param columns the columns of files that have no header line; empty when each file names them in
 *     its first line
 * @param times how times stand in them
 * @param encoding of their bytes
 */
public record CsvDialect(
    char delimiter, List<String> columns, TimeFormat times, TextEncoding encoding)
    implements Serializable {

  public CsvDialect(char delimiter, List<String> columns) {
    this(delimiter, columns, TimeFormat.AUTO, TextEncoding.UTF_8);
  }

  /** The column that lines of text are in. */
  public static final String LINE = "line";

  /** Text: each line is a row of one column, and no character in it means anything. */
  public static final CsvDialect LINES = new CsvDialect('\n', List.of(LINE));

  /** The same in another encoding. */
  public CsvDialect in(TextEncoding other) {
    return new CsvDialect(delimiter, columns, times, other);
  }

  /** Whether it is text without columns. */
  public boolean isLines() {
    return delimiter == '\n';
  }

  /** Files whose first line names the columns. */
  public static CsvDialect withHeader(char delimiter) {
    return new CsvDialect(delimiter, List.of());
  }

  public boolean hasHeader() {
    return columns.isEmpty();
  }

  /** What is not as usual, for what an input means: empty, or words behind a comma. */
  public String meaning() {
    return (times.equals(TimeFormat.AUTO) ? "" : ", times " + times)
        + (encoding.isUtf8() ? "" : ", encoding " + encoding);
  }
}
