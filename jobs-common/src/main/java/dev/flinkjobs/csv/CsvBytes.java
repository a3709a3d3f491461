package dev.flinkjobs.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window of bytes that moves over an input: rows are scanned in place, and only the beginning of
 * the row that a window cuts is copied into the next.
 */
final class CsvBytes implements Closeable {

  /** Bytes read at once: enough to make a batch worth its overhead, few enough to stay in cache. */
  static final int BLOCK = 512 * 1024;

  /** Where little is read: most headers are shorter. */
  static final int SMALL = 4 * 1024;

  /** The longest row that is read as one. */
  static final int MAX_ROW = 1024 * 1024;

  private final InputStream input;
  private byte[] buffer;

  /** That of the text as it stands in the file; null for UTF-8. */
  private final @Nullable TextEncoding encoding;

  /** Of {@link #offset}, counted from the start of the input. */
  private long position;

  private int offset;
  private int limit;
  private boolean last;

  /**
   * @param input closed with this
   * @param position how many bytes of the input were read before
   */
  CsvBytes(InputStream input, long position) {
    this(input, position, BLOCK);
  }

  /**
   * @param capacity how much is read at once, unless a row is longer
   */
  CsvBytes(InputStream input, long position, int capacity) {
    this.buffer = new byte[capacity + 1 + RowScanner.PADDING];
    this.input = input;
    this.position = position;
    this.encoding = input instanceof EncodedText text ? text.encoding() : null;
  }

  /**
   * For a file of that size: a small one has no use for a large window.
   *
   * @param bytes from {@code position} to its end
   */
  static CsvBytes ofFile(InputStream input, long position, long bytes) {
    return new CsvBytes(input, position, (int) Math.min(BLOCK, Math.max(SMALL, bytes + 1)));
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the next row begins in {@link #buffer()}. */
  int offset() {
    return offset;
  }

  /** Where the bytes end in {@link #buffer()}. */
  int limit() {
    return limit;
  }

  /** Where the next row begins in the input. */
  long position() {
    return position;
  }

  boolean hasMore() {
    return offset < limit;
  }

  /** Whether nothing follows the bytes in the window. */
  boolean isLast() {
    return last;
  }

  void moveTo(int newOffset) {
    position += encoding == null ? newOffset - offset : encoding.bytes(buffer, offset, newOffset);
    offset = newOffset;
  }

  /**
   * Reads on: what is there without waiting for more, at least one byte.
   *
   * @return false at the end of the input with nothing left in the window
   */
  boolean fill() throws IOException {
    if (offset > 0) {
      System.arraycopy(buffer, offset, buffer, 0, limit - offset);
      limit -= offset;
      offset = 0;
    }
    if (limit == capacity() && limit < MAX_ROW) {
      buffer = Arrays.copyOf(buffer, Math.min(limit * 2, MAX_ROW) + 1 + RowScanner.PADDING);
    }
    if (!last && limit < capacity()) {
      int count = input.read(buffer, limit, capacity() - limit);
      last = count < 0;
      limit += Math.max(count, 0);
    }
    buffer[limit] = '\n';
    return limit > 0;
  }

  private int capacity() {
    return buffer.length - 1 - RowScanner.PADDING;
  }

  /** Scans the row at {@link #offset()}, reading on until it is whole or cannot be. */
  RowScanner.Found scan(RowScanner row) throws IOException {
    while (true) {
      RowScanner.Found found = row.scan(buffer, offset, limit, last);
      if (found != RowScanner.Found.INCOMPLETE || last || limit - offset >= MAX_ROW) {
        return found;
      }
      fill();
    }
  }

  /** Skips the byte order mark that some programs put before UTF-8. */
  void skipByteOrderMark() throws IOException {
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      moveTo(offset + 3);
    }
  }

  boolean startsWith(int... unsignedBytes) throws IOException {
    for (int i = 0; i < unsignedBytes.length; i++) {
      while (limit - offset <= i && !last) {
        fill(); // One at a time: a short line may be all there is for long.
      }
      if (offset + i >= limit || (buffer[offset + i] & 0xFF) != unsignedBytes[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
