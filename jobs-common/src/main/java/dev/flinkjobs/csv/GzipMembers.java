package dev.flinkjobs.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text of a gzip file (RFC 1952): that of its members, one after another. Behind a member comes
 * a further one, or the end of the file, before which there may be bytes that are zero. Anything
 * else is an error, where {@link java.util.zip.GZIPInputStream} takes it for the end, so that what
 * is behind a damaged header is lost in silence.
 */
public final class GzipMembers extends InputStream {
  private static final int BUFFER = 64 * 1024;

  private static final int FIRST_BYTE = 0x1F;
  private static final int SECOND_BYTE = 0x8B;
  private static final int DEFLATE = 8;

  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA_FIELD = 4;
  private static final int FILE_NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream file;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  /** What is read of the file and not used yet. */
  private int offset;

  private int limit;

  /** How many bytes of the file were read. */
  private long read;

  private long members;
  private boolean inMember;
  private boolean ended;

  /**
   * @param file at its start; closed with this
   */
  public GzipMembers(InputStream file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws CsvFileException if the file is no whole gzip file
   */
  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember) {
        begin();
      } else if (inflater.finished()) {
        end();
      } else if (inflater.needsInput()) {
        if (!fill()) {
          throw cutOff("the compressed data");
        }
        inflater.setInput(buffer, 0, limit);
      } else {
        int count = inflate(bytes, from, length);
        if (count > 0) {
          return count;
        }
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, from, length);
      checksum.update(bytes, from, count);
      return count;
    } catch (DataFormatException malformed) {
      offset = limit - inflater.getRemaining();
      throw damaged(position(), "the compressed data is malformed: " + malformed.getMessage());
    }
  }

  /** Begins the next member, or ends the file. */
  private void begin() throws IOException {
    long start = position();
    int first = next();
    if (members > 0 && first <= 0) {
      while (first == 0) {
        first = next();
      }
      if (first > 0) {
        throw damaged(position() - 1, "a byte that is not zero stands behind zero padding");
      }
      ended = true;
      return;
    }
    header(start, first);
    members++;
    inMember = true;
    checksum.reset();
    inflater.reset();
    inflater.setInput(buffer, offset, limit - offset);
  }

  private void header(long start, int first) throws IOException {
    if (members == 0 && first < 0) {
      throw new CsvFileException("is empty: not even the header of a gzip file");
    }
    checksum.reset();
    checksum.update(first);
    if (first != FIRST_BYTE || header() != SECOND_BYTE) {
      throw members == 0
          ? new CsvFileException("is not a gzip file, though its name ends in .gz")
          : damaged(start, "what follows is neither a further member nor zero padding");
    }
    if (header() != DEFLATE) {
      throw damaged(start, "the compression method of a member is unknown");
    }
    int flags = header();
    if ((flags & RESERVED) != 0) {
      throw damaged(start, "the header of a member has flags that are unknown");
    }
    skip(6); // The time, and two bytes on how it was compressed.
    if ((flags & EXTRA_FIELD) != 0) {
      skip(header() | header() << 8);
    }
    if ((flags & FILE_NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    int wanted = (int) checksum.getValue() & 0xFFFF;
    if ((flags & HEADER_CHECKSUM) != 0 && (header() | header() << 8) != wanted) {
      throw damaged(start, "the header of a member does not have its checksum");
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      header();
    }
  }

  private void skipText() throws IOException {
    int character;
    do {
      character = header();
    } while (character != 0);
  }

  /** The next byte of a header. */
  private int header() throws IOException {
    int next = next();
    if (next < 0) {
      throw cutOff("the header of a member");
    }
    checksum.update(next);
    return next;
  }

  /** Reads what stands behind the data of a member. */
  private void end() throws IOException {
    offset = limit - inflater.getRemaining();
    long start = position();
    if (trailer() != checksum.getValue()) {
      throw damaged(start, "the data of the member before does not have its checksum");
    }
    if (trailer() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw damaged(start, "the data of the member before does not have its length");
    }
    inMember = false;
  }

  private long trailer() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      int next = next();
      if (next < 0) {
        throw cutOff("the checksum of a member");
      }
      value |= (long) next << (8 * i);
    }
    return value;
  }

  /** The next byte of the file; -1 at its end. */
  private int next() throws IOException {
    return offset < limit || fill() ? buffer[offset++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    offset = 0;
    limit = Math.max(0, file.read(buffer));
    read += limit;
    return limit > 0;
  }

  private long position() {
    return read - limit + offset;
  }

  private CsvFileException cutOff(String where) {
    return new CsvFileException(
        "is cut off at byte " + read + ", in " + where + "; test it with `gzip -t`");
  }

  private static CsvFileException damaged(long position, String how) {
    return new CsvFileException(
        "is damaged at byte " + position + ": " + how + "; test it with `gzip -t`");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }
}
