package dev.flinkjobs.csv;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of a file's columns.
 *
 * @param columns in the order of the file
 * @param bytes where the first row begins; after a restart too, since it is read anew
 * @param lines how many lines it takes
 * @param delimiter between them
 * @param further some text behind it, to find out what is wrong with it
 */
record CsvHeader(List<String> columns, long bytes, int lines, char delimiter, String further) {

  /** Far more columns than any table has. */
  private static final int MAX_COLUMNS = 10_000;

  private static final int SHOWN_NAMES = 50;

  /** Before the header, programs and people write no more than this. */
  private static final int LINES_BEFORE_HEADER = 20;

  /** Of rows that come without one. */
  static CsvHeader of(CsvDialect dialect) {
    return new CsvHeader(dialect.columns(), 0, 0, dialect.delimiter(), "");
  }

  /** Reads it from the start of a file, past a byte order mark. */
  static CsvHeader read(CsvBytes input, CsvDialect dialect) throws IOException {
    boolean isEmpty = !input.hasMore() && !input.fill();
    if (isEmpty && dialect.hasHeader()) {
      throw new CsvFileException("is empty: not even a header line");
    }
    input.skipByteOrderMark();
    if (input.startsWith(0xFF, 0xFE) || input.startsWith(0xFE, 0xFF)) {
      throw new CsvFileException(
          "is UTF-16, not UTF-8; add `--encoding utf-16le` or utf-16be, or try `iconv -f UTF-16 -t"
              + " UTF-8`");
    }
    CsvHeader none = new CsvHeader(dialect.columns(), input.position(), 0, dialect.delimiter(), "");
    if (isEmpty || dialect.isLines()) {
      return none;
    }
    int[] all = new int[MAX_COLUMNS];
    Arrays.setAll(all, column -> column);
    RowScanner row = new RowScanner(dialect.delimiter(), all);
    RowScanner.Found found = input.scan(row);
    boolean isRow = found == RowScanner.Found.ROW && row.columns <= MAX_COLUMNS;
    boolean isUtf8 =
        isRow && (row.isAscii() || Utf8.isValid(input.buffer(), input.offset(), row.rowEnd));
    if (!dialect.hasHeader() && !isUtf8) {
      return none; // It is for the rows to say what is wrong.
    }
    if (!isRow) {
      throw new CsvFileException(
          "has no readable header line: " + problem(found, row) + remedy(text(input)));
    }
    if (!isUtf8) {
      boolean isCp949 =
          new RawRow("", 0, null, input.buffer(), input.offset(), row.rowEnd)
              .rejected(RejectReason.BAD_ENCODING, null, null)
              .looksLikeCp949();
      throw new CsvFileException(
          "is not "
              + dialect.encoding().toString().toUpperCase(Locale.ROOT)
              + " (its header line already is not); "
              + (isCp949
                  ? "add `--encoding cp949`, or try `iconv -f CP949 -t UTF-8`"
                  : "give its `--encoding`, or convert it by `iconv -f ENCODING -t UTF-8`"));
    }
    CsvFields fields = new CsvFields(row, dialect.times());
    fields.in(input.buffer());
    List<String> names = new ArrayList<>();
    for (int column = 0; column < row.columns; column++) {
      names.add(fields.raw(column));
    }
    if (!dialect.hasHeader() && !areNames(names, dialect.columns())) {
      return none;
    }
    input.moveTo(row.next);
    return new CsvHeader(
        List.copyOf(names), input.position(), row.lines, dialect.delimiter(), text(input));
  }

  private static String problem(RowScanner.Found found, RowScanner row) {
    return switch (found) {
      case BAD_QUOTE -> "text after a closing quote";
      case INCOMPLETE -> "a quote that is not closed, or a line of over 1 MiB";
      case ROW -> row.columns + " columns";
    };
  }

  private static String remedy(String start) {
    if (start.contains("\r") && !start.contains("\n")) {
      return "; its lines end in CR alone: `tr '\\r' '\\n'`";
    }
    for (String other : List.of(";", "\t", "|", ",")) {
      if (start.contains("\"" + other + "\"")) {
        return "; perhaps " + delimiter(other);
      }
    }
    return "";
  }

  private static String text(CsvBytes input) {
    int length = Math.min(CsvBytes.SMALL, input.limit() - input.offset());
    return new String(input.buffer(), input.offset(), length, StandardCharsets.UTF_8);
  }

  /**
   * Whether the first row of a file without a header is one. One that has some names and not all is
   * neither: of rows behind it nobody knows which column is which.
   */
  private static boolean areNames(List<String> row, List<String> known) throws CsvFileException {
    if (row.containsAll(known)) {
      return true;
    }
    List<String> alike = known.stream().map(CsvHeader::alike).toList();
    List<String> names = row.stream().filter(text -> alike.contains(alike(text))).toList();
    if (!names.isEmpty()) {
      throw new CsvFileException(
          "begins with a row that has some names of columns, but not all: "
              + quoted(names)
              + "; known are "
              + quoted(known)
              + "; remove it: `sed 1d`, and name the columns of the file in their order: --columns");
    }
    return false;
  }

  /** For each column of the file, its place among those asked for, or -1. */
  int[] slots(List<String> asked) throws CsvFileException {
    List<String> missing = asked.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new CsvFileException(
          "has no column " + quoted(missing) + "; it has: " + quoted(columns) + remedy(missing));
    }
    for (String name : asked) {
      if (Collections.frequency(columns, name) > 1) {
        throw new CsvFileException(
            "names the column '"
                + Visible.text(name)
                + "' twice in its header: "
                + quoted(columns)
                + "; rename one of them");
      }
    }
    return columns.stream().mapToInt(asked::indexOf).toArray();
  }

  private static String quoted(List<String> names) {
    String shown =
        names.stream()
            .limit(SHOWN_NAMES)
            .map(name -> "'" + Visible.text(name) + "'")
            .collect(Collectors.joining(", "));
    return names.size() > SHOWN_NAMES ? shown + ", …" : shown;
  }

  /** What to do about columns that are missing; empty where that is not known. */
  private String remedy(List<String> missing) {
    String line = String.join(String.valueOf(delimiter), columns);
    if (line.startsWith("sep=")) {
      String other = line.length() > 4 ? line.substring(4, 5) : String.valueOf(delimiter);
      return "; its first line is for Excel: remove it by `sed 1d`, and give "
          + delimiter(other.isBlank() ? "\t" : other);
    }
    if (line.contains("\r")) {
      return "; its lines end in CR alone: `tr '\\r' '\\n'`";
    }
    for (String name : missing) {
      for (String column : columns) {
        if (alike(column).equals(alike(name))) {
          return "; " + difference(column, name);
        }
      }
    }
    for (String other : List.of(";", "\t", "|", ",")) {
      if (names(line, other).containsAll(missing)) {
        return "; give " + delimiter(other);
      }
    }
    int number = lines;
    for (String next : further.lines().limit(LINES_BEFORE_HEADER).toList()) {
      number++;
      for (String other : List.of(String.valueOf(delimiter), ";", "\t", "|", ",")) {
        if (names(next, other).containsAll(missing)) {
          String also = other.charAt(0) == delimiter ? "" : ", and give " + delimiter(other);
          return "; they are in line "
              + number
              + ": remove what is above by `sed 1,"
              + (number - 1)
              + "d`"
              + also;
        }
      }
    }
    return "";
  }

  private static List<String> names(String line, String delimiter) {
    return Arrays.stream(line.split(Pattern.quote(delimiter), -1))
        .map(name -> name.replaceFirst("^\"(.*)\"$", "$1"))
        .toList();
  }

  private static String delimiter(String character) {
    return "`--delimiter " + (character.equals("\t") ? "tab" : "'" + character + "'") + "`";
  }

  private static String difference(String column, String name) {
    String there = "'" + Visible.text(column) + "'";
    if (composed(column).equals(composed(name))) {
      return composed(column).equals(column)
          ? there + " is composed there (NFC): give the name so"
          : there + " looks the same, and is decomposed there (NFD): `uconv -x nfc`";
    }
    String how =
        column.strip().equals(name.strip())
            ? "has blanks around it"
            : column.strip().equalsIgnoreCase(name.strip())
                ? "has upper and lower case otherwise"
                : "has characters that are not seen";
    return there
        + " "
        + how
        + (column.matches("[\\p{L}\\p{N}_ -]+") && name.matches("[\\p{L}\\p{N}_ -]+")
            ? ": `sed '1s/" + column + "/" + name + "/'`"
            : ": rename it in the file");
  }

  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /** The same of all names that people take for one. */
  private static String alike(String name) {
    return Visible.alike(name).toLowerCase(Locale.ROOT);
  }
}
