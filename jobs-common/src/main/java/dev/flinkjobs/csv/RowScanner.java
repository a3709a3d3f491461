package dev.flinkjobs.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds one row and the fields asked for in a buffer of bytes, eight bytes at a time, by the rules
 * of RFC 4180. A quote means something only as the first byte of a field, so {@code 5" pipe} is
 * text; after a closing quote only a delimiter or a line end may follow. Knows nothing of types,
 * names or files. Reused for every row: its fields describe the last one.
 *
 * <p>Bytes are compared eight at once, and each eight once only: what is found in them is kept for
 * the fields that follow. The formula is "determine if a word has a zero byte" of Sean Anderson's
 * Bit Twiddling Hacks in the form that is exact for every byte.
 */
final class RowScanner {

  /** How many bytes past the limit of a buffer must be there to be read. */
  static final int PADDING = Long.BYTES;

  /** What {@link #scan} found. */
  enum Found {
    ROW,
    /**
     * Text after a closing quote; the row ends with that line. If the field spans lines, the quote
     * that opens it is the bad one, and the row is its own first line.
     */
    BAD_QUOTE,
    /** The buffer ends before the row does. */
    INCOMPLETE
  }

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long QUOTES = ONES * '"';

  /** Not a byte. */
  private static final int NO_QUOTE = 256;

  private final byte delimiter;
  private final long delimiters;
  private final int quote;

  /** For each column of the file, the place of its field in the arrays below, or -1. */
  private final int[] slotOfColumn;

  /** Where the text of each field asked for begins and ends, without its quotes. */
  final int[] start;

  final int[] end;

  /** Whether the field holds doubled quotes. */
  final boolean[] escaped;

  /** How many columns the row has. */
  int columns;

  /** The end of the row, without its line end. */
  int rowEnd;

  /** Where the next row begins. */
  int next;

  /** How many lines the row takes. */
  int lines;

  /** Not 0 if the row may hold a byte that is not ASCII. */
  private long highBits;

  /**
   * @param delimiter a line feed where lines are not divided, and have no quotes
   */
  RowScanner(char delimiter, int[] slotOfColumn) {
    this.delimiter = (byte) delimiter;
    this.quote = delimiter == '\n' ? NO_QUOTE : '"';
    this.delimiters = ONES * delimiter;
    this.slotOfColumn = slotOfColumn.clone();
    int slots = Arrays.stream(slotOfColumn).max().orElse(-1) + 1;
    this.start = new int[slots];
    this.end = new int[slots];
    this.escaped = new boolean[slots];
  }

  boolean isAscii() {
    return areAscii(highBits);
  }

  /** Whether none of eight bytes is above 127. */
  static boolean areAscii(long bytes) {
    return (bytes & HIGH_BITS) == 0;
  }

  /**
   * Scans the row that begins at {@code from}.
   *
   * @param limit the end of the bytes; a line feed must stand there and {@link #PADDING} bytes be
   *     readable behind it
   * @param last whether the input ends at {@code limit}
   */
  Found scan(byte[] bytes, int from, int limit, boolean last) {
    int position = from;
    int column = 0;
    lines = 1;
    highBits = 0;
    // The eight bytes looked at last, and the ends of fields in them that are still to come.
    int word = from;
    long ends = fieldEnds(bytes, word);
    while (true) {
      boolean quoted = bytes[position] == quote && position < limit;
      int linesBefore = lines;
      int fieldStart = position;
      int fieldEnd;
      boolean doubledQuotes = false;
      if (quoted) {
        fieldStart = position + 1;
        position = closingQuote(bytes, fieldStart, limit, last);
        if (position < 0) {
          return Found.INCOMPLETE;
        }
        doubledQuotes = sawDoubledQuote;
        fieldEnd = position;
        position++;
        if (!endsField(bytes, position, limit)) {
          if (lines > linesBefore) {
            line(bytes, from, limit);
            return Found.BAD_QUOTE;
          }
          position = lineFeed(bytes, position);
          if (position >= limit && !last) {
            return Found.INCOMPLETE;
          }
          finish(bytes, from, position, limit);
          rowEnd = position == limit ? limit : rowEnd; // Or the CR at fault would not be seen.
          return Found.BAD_QUOTE;
        }
        if (position < limit && bytes[position] == '\r') {
          position++;
        }
        word = position;
        ends = fieldEnds(bytes, word);
      } else {
        while (ends == 0) {
          word += Long.BYTES;
          ends = fieldEnds(bytes, word);
        }
        position = word + (Long.numberOfTrailingZeros(ends) >>> 3);
        fieldEnd = position;
      }
      ends &= ends - 1;
      boolean rowEnds = bytes[position] == '\n';
      if (rowEnds && position >= limit && !last) {
        return Found.INCOMPLETE;
      }
      if (rowEnds && !quoted && fieldEnd > fieldStart && bytes[fieldEnd - 1] == '\r') {
        fieldEnd--;
      }
      if (column < slotOfColumn.length) {
        int slot = slotOfColumn[column];
        if (slot >= 0) {
          start[slot] = fieldStart;
          end[slot] = fieldEnd;
          escaped[slot] = doubledQuotes;
        }
      }
      column++;
      if (rowEnds) {
        columns = column;
        finish(bytes, from, position, limit);
        return Found.ROW;
      }
      position++;
    }
  }

  /** Makes the row the single line that begins at {@code from}, whatever quotes it holds. */
  void line(byte[] bytes, int from, int limit) {
    lines = 1;
    highBits = HIGH_BITS;
    finish(bytes, from, lineFeed(bytes, from), limit);
  }

  private void finish(byte[] bytes, int from, int lineFeed, int limit) {
    rowEnd = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    next = Math.min(lineFeed + 1, limit);
  }

  /** The delimiters and line feeds in eight bytes, as the highest bit of each. */
  private long fieldEnds(byte[] bytes, int from) {
    long word = (long) LONGS.get(bytes, from);
    highBits |= word;
    return zeros(word ^ delimiters) | zeros(word ^ LINE_FEEDS);
  }

  private int lineFeed(byte[] bytes, int from) {
    int position = from;
    while (bytes[position] != '\n') {
      position++;
    }
    return position;
  }

  private boolean sawDoubledQuote;

  /** The position of the quote that closes a field, or -1 if it is not in the buffer. */
  private int closingQuote(byte[] bytes, int from, int limit, boolean last) {
    sawDoubledQuote = false;
    int position = from;
    while (position < limit) {
      long word = (long) LONGS.get(bytes, position);
      highBits |= word;
      long quotes = zeros(word ^ QUOTES);
      int step = quotes == 0 ? Long.BYTES : Long.numberOfTrailingZeros(quotes) >>> 3;
      int stop = Math.min(position + step, limit);
      if (zeros(word ^ LINE_FEEDS) != 0) {
        for (int i = position; i < stop; i++) {
          if (bytes[i] == '\n') {
            lines++;
          }
        }
      }
      position = stop;
      if (quotes == 0 || position >= limit) {
        continue;
      }
      // What follows a quote decides whether it closes the field, so it must be in the buffer.
      if (position + 1 >= limit) {
        return last ? position : -1;
      }
      if (bytes[position + 1] != '"') {
        boolean needsOneMore = bytes[position + 1] == '\r' && position + 2 >= limit && !last;
        return needsOneMore ? -1 : position;
      }
      sawDoubledQuote = true;
      position += 2;
    }
    return -1;
  }

  private boolean endsField(byte[] bytes, int position, int limit) {
    byte next = bytes[position];
    return next == delimiter
        || next == '\n'
        || (next == '\r' && position + 1 < limit && bytes[position + 1] == '\n');
  }

  private static long zeros(long word) {
    return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS);
  }
}
