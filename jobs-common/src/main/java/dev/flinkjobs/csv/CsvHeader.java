package dev.flinkjobs.csv;

import dev.flinkjobs.record.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a file's columns.
 *
 * @param columns in the order of the file
 * @param bytes where the first row begins; after a restart too, since it is read anew
 * @param lines how many lines it takes
 */
record CsvHeader(List<String> columns, long bytes, int lines) {

  /** Far more columns than any table has. */
  private static final int MAX_COLUMNS = 10_000;

  /** Reads it from the start of a file, past a byte order mark. */
  static CsvHeader read(CsvBytes input, CsvDialect dialect) throws IOException {
    if (!input.hasMore() && !input.fill() && dialect.hasHeader()) {
      throw new CsvFileException("is empty: not even a header line");
    }
    input.skipByteOrderMark();
    if (input.startsWith(0xFF, 0xFE) || input.startsWith(0xFE, 0xFF)) {
      throw new CsvFileException("is UTF-16, not UTF-8; try `iconv -f UTF-16 -t UTF-8`");
    }
    if (!dialect.hasHeader()) {
      return new CsvHeader(dialect.columns(), input.position(), 0);
    }
    int[] all = new int[MAX_COLUMNS];
    Arrays.setAll(all, column -> column);
    RowScanner row = new RowScanner(dialect.delimiter(), all);
    RowScanner.Found found = input.scan(row);
    if (found != RowScanner.Found.ROW || row.columns > MAX_COLUMNS) {
      throw new CsvFileException("has no readable header line: " + problem(found, row));
    }
    if (!row.isAscii() && !Utf8.isValid(input.buffer(), input.offset(), row.rowEnd)) {
      throw new CsvFileException(
          "is not UTF-8 (its header line already is not); try `iconv -f CP949 -t UTF-8`");
    }
    CsvFields fields = new CsvFields(row, dialect.times());
    fields.in(input.buffer());
    List<String> names = new ArrayList<>();
    for (int column = 0; column < row.columns; column++) {
      names.add(fields.raw(column));
    }
    input.moveTo(row.next);
    CsvHeader header = new CsvHeader(List.copyOf(names), input.position(), row.lines);
    header.requireDistinctNames();
    return header;
  }

  private static String problem(RowScanner.Found found, RowScanner row) {
    return switch (found) {
      case BAD_QUOTE -> "text after a closing quote";
      case INCOMPLETE -> "a quote that is not closed, or a line of over 1 MiB";
      case ROW -> row.columns + " columns";
    };
  }

  private void requireDistinctNames() throws CsvFileException {
    Set<String> seen = new LinkedHashSet<>();
    for (String name : columns) {
      if (!seen.add(name)) {
        throw new CsvFileException(
            "names the column '"
                + Visible.text(name)
                + "' twice in its header: "
                + Visible.text(String.join(", ", columns)));
      }
    }
  }

  /** For each column of the file, its place among those asked for, or -1. */
  int[] slots(List<String> asked) throws CsvFileException {
    List<String> missing = asked.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new CsvFileException(
          "has no column "
              + String.join(", ", missing.stream().map(name -> "'" + name + "'").toList())
              + "; it has: "
              + Visible.text(String.join(", ", columns)));
    }
    return columns.stream().mapToInt(asked::indexOf).toArray();
  }
}
