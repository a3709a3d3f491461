package dev.flinkjobs.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The limit: the totals by one loop over the bytes of the file, which knows the columns of this
 * input, keeps no position to go on from, and trusts every value. For few keys.
 */
public final class PlainTotals {
  private static final int COLUMNS_BEFORE_KEY = 3;
  private static final int SCALE = 3;

  /** What a file that is mapped in one piece cannot be longer than. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private final List<Group> groups = new ArrayList<>();
  private final ByteBuffer bytes;
  private final int length;

  private static final class Group {
    final byte[] key;
    long thousandths;
    long count;

    Group(byte[] key) {
      this.key = key;
    }
  }

  private PlainTotals(ByteBuffer bytes) {
    this.bytes = bytes;
    this.length = bytes.limit();
  }

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write the last totals to
   */
  public static void main(String[] args) throws IOException {
    PlainTotals totals = new PlainTotals(bytes(Path.of(args[0])));
    totals.read();
    if (!args[1].equals("discard")) {
      totals.write(Files.createDirectories(Path.of(args[1])).resolve("part-0"));
    }
  }

  private static ByteBuffer bytes(Path path) throws IOException {
    if (path.toString().endsWith(".gz")) {
      try (InputStream input = new GZIPInputStream(Files.newInputStream(path))) {
        return ByteBuffer.wrap(input.readAllBytes());
      }
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() > MOST_BYTES) {
        throw new IOException(path + " is longer than 2 GiB; measure with fewer rows (--rows)");
      }
      return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
    }
  }

  private void read() {
    int at = endOfRow(0);
    while (at < length) {
      for (int column = 0; column < COLUMNS_BEFORE_KEY; column++) {
        at = indexOf((byte) ',', at) + 1;
      }
      int key = at;
      int keyEnd = indexOf((byte) ',', at);
      at = addAmount(group(key, keyEnd), keyEnd + 1);
      at = endOfRow(at);
    }
  }

  private int indexOf(byte wanted, int from) {
    int at = from;
    while (bytes.get(at) != wanted) {
      at++;
    }
    return at;
  }

  /** Behind the line end that is not in quotes. */
  private int endOfRow(int from) {
    boolean quoted = false;
    for (int at = from; at < length; at++) {
      byte value = bytes.get(at);
      if (value == '"') {
        quoted = !quoted;
      } else if (value == '\n' && !quoted) {
        return at + 1;
      }
    }
    return length;
  }

  private Group group(int from, int to) {
    for (Group group : groups) {
      if (isKey(group.key, from, to)) {
        return group;
      }
    }
    byte[] key = new byte[to - from];
    bytes.get(from, key);
    Group added = new Group(key);
    groups.add(added);
    return added;
  }

  private boolean isKey(byte[] key, int from, int to) {
    if (key.length != to - from) {
      return false;
    }
    for (int i = 0; i < key.length; i++) {
      if (key[i] != bytes.get(from + i)) {
        return false;
      }
    }
    return true;
  }

  /** Of a number with at most three fractional digits; returns where it ends. */
  private int addAmount(Group group, int from) {
    boolean negative = bytes.get(from) == '-';
    long value = 0;
    int digitsBehindPoint = -1;
    int at = negative ? from + 1 : from;
    for (; bytes.get(at) != ','; at++) {
      byte next = bytes.get(at);
      if (next == '.') {
        digitsBehindPoint = 0;
      } else {
        value = value * 10 + next - '0';
        digitsBehindPoint += digitsBehindPoint < 0 ? 0 : 1;
      }
    }
    for (int digits = Math.max(digitsBehindPoint, 0); digits < SCALE; digits++) {
      value *= 10;
    }
    group.thousandths += negative ? -value : value;
    group.count++;
    return at;
  }

  private void write(Path file) throws IOException {
    try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, "UTF-8")) {
      for (Group group : groups) {
        out.println(
            new String(group.key, StandardCharsets.UTF_8)
                + ","
                + BigDecimal.valueOf(group.thousandths, SCALE)
                + ","
                + group.count);
      }
    }
  }
}
