package dev.flinkjobs.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a file is, by how it begins. */
final class FirstBytes {
  private static final int HEAD = 512;
  private static final int LONGEST_MAGIC = 6;
  private static final int FIRST_LINE = 4096;

  /** Where a tar archive says what it is. */
  private static final int TAR_MAGIC = 257;

  private FirstBytes() {}

  /**
   * Whether the file is gzip.
   *
   * @param encoding that its text is said to have
   * @throws CsvFileException if it is of a format that is no text, or of another encoding
   */
  static boolean areGzip(InputStream file, TextEncoding encoding) throws IOException {
    byte[] head = new byte[HEAD];
    int length = 0;
    // A short line may be all there is for long.
    for (int count = 0; count >= 0 && length < LONGEST_MAGIC; ) {
      if (length > 0 && head[length - 1] == '\n') {
        break;
      }
      count = file.read(head, length, HEAD - length);
      length += Math.max(0, count);
    }
    String start = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u001f\u008b")) {
      return true;
    }
    String format = format(start);
    if (format.isEmpty()) {
      format = encoding.isUtf8() ? utf16(start) : otherMark(start, encoding.toString());
    }
    if (!format.isEmpty()) {
      throw new CsvFileException("is " + format);
    }
    return false;
  }

  private static String format(String start) {
    boolean isBinary = start.chars().anyMatch(each -> each < '\t' || each == 0x7F);
    if (start.startsWith("PK\u0003\u0004")) {
      return "a zip archive, as Excel's .xlsx are too: unpack it by `unzip -p`, or save the sheet"
          + " as CSV UTF-8";
    }
    if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      return "an old Excel file (.xls): save the sheet as CSV UTF-8";
    }
    if (start.matches("(?s)BZh[1-9](1AY&|\u0017rE8).*")) {
      return "bzip2: decompress it by `bzip2 -dc`";
    }
    if (start.startsWith("(\u00b5/\u00fd")) {
      return "zstd: decompress it by `zstd -dc`";
    }
    if (start.startsWith("\u00fd7zXZ")) {
      return "xz: decompress it by `xz -dc`";
    }
    if (start.startsWith("PAR1") && isBinary) {
      return "Parquet: convert it by `duckdb -c \"COPY (FROM 'x.parquet') TO 'x.csv'\"`";
    }
    if (start.startsWith("ORC") && isBinary) {
      return "ORC: convert it by `java -jar orc-tools-uber.jar data`, which writes JSON lines";
    }
    if (start.startsWith("ustar", TAR_MAGIC)) {
      return "a tar archive: unpack it by `tar -xOf`";
    }
    if (start.startsWith("Obj\u0001")) {
      return "Avro: convert it by `java -jar avro-tools.jar tojson`, which writes JSON lines";
    }
    return "";
  }

  private static String otherMark(String start, String encoding) {
    String marked =
        start.startsWith("\u00ef\u00bb\u00bf")
            ? "utf-8"
            : start.startsWith("\u00ff\u00fe")
                ? "utf-16le"
                : start.startsWith("\u00fe\u00ff") ? "utf-16be" : encoding;
    return marked.equals(encoding)
        ? ""
        : "marked as " + marked + ", not " + encoding + "; give `--encoding " + marked + "`";
  }

  private static String utf16(String start) {
    if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
      return utf16(start.charAt(0) == 0xFF);
    }
    // Hardly any other text has a NUL, and ASCII in UTF-16 has one in each character.
    int[] nul = {0, 0};
    for (int i = 0; i < start.length(); i++) {
      nul[i % 2] += start.charAt(i) == 0 ? 1 : 0;
    }
    boolean isLittle = nul[1] > nul[0];
    if (Arrays.stream(nul).sum() > 0 && isText(start, isLittle)) {
      return utf16(isLittle);
    }
    return start.lines().findFirst().orElse("").indexOf(0) < 0
        ? ""
        : "a binary file, not text; convert it to CSV";
  }

  private static boolean isText(String start, boolean isLittle) {
    byte[] bytes = start.substring(0, start.length() & ~1).getBytes(StandardCharsets.ISO_8859_1);
    String text =
        new String(bytes, isLittle ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    return text.matches("[[^\\p{C}]\\p{Cf}\\t\\r\\n]*")
        && text.contains("\n") == start.contains("\n");
  }

  private static String utf16(boolean isLittle) {
    String encoding = isLittle ? "utf-16le" : "utf-16be";
    return "UTF-16, not UTF-8; add `--encoding "
        + encoding
        + "`, or try `iconv -f "
        + encoding.toUpperCase(Locale.ROOT)
        + " -t UTF-8`";
  }

  /**
   * Whether the text is JSON lines: it begins with an object, behind a byte order mark and blank
   * lines.
   *
   * @throws CsvFileException if it is other JSON
   */
  static boolean areJsonLines(InputStream text) throws IOException {
    int first = text.read();
    while (first == 0xEF || first == 0xBB || first == 0xBF || isBlank(first)) {
      first = text.read();
    }
    if (first != '{' && first != '[') {
      return false;
    }
    int next = text.read();
    while (next == ' ' || next == '\t' || next == '\r' || (first == '[' && next == '\n')) {
      next = text.read();
    }
    if (first == '[') {
      if (next == '{') {
        throw new CsvFileException("is one JSON array; make lines of it by `jq -c '.[]'`");
      }
      return false;
    }
    if (next == '\n') {
      throw pretty();
    }
    if (next != '"' && next != '}') {
      return false;
    }
    int last = next;
    for (int read = 0; next >= 0 && next != '\n' && read < FIRST_LINE; read++) {
      last = isBlank(next) ? last : next;
      next = text.read();
    }
    if (next == '\n' && (last == ',' || last == '{' || last == '[')) {
      throw pretty();
    }
    return true;
  }

  private static CsvFileException pretty() {
    return new CsvFileException(
        "is JSON over several lines; make one line of each object by `jq -c .`");
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }
}
