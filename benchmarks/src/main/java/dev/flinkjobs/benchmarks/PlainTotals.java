package dev.flinkjobs.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The limit: the totals by one loop over the bytes of the file, which knows the columns of this
 * input, keeps no position to go on from, and trusts every value.
 */
public final class PlainTotals {
  private static final int COLUMNS_BEFORE_KEY = 3;
  private static final int SCALE = 3;
  private static final long THOUSAND = 1000;
  private static final int HASH_FACTOR = 31;

  /** Two numbers of 19 digits, and what is between them. */
  private static final int BEHIND_KEY = 44;

  /** What is written at once. */
  private static final int PIECE = 1 << 16;

  /** Those of this input have about 90. */
  private static final int MOST_BYTES_OF_ROW = 1 << 12;

  /** What a file that is mapped in one piece cannot be longer than. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private final ByteBuffer bytes;
  private final int length;

  /** Null where totals are discarded. */
  private final @Nullable OutputStream out;

  /** By hash; a group whose place is taken has the next that is free. At most half are taken. */
  private @Nullable Group[] groups = new Group[16];

  private int groupCount;

  /** That of the row read last. */
  private @Nullable Group last;

  /** A line is made from its end. */
  private final byte[] behindKey = new byte[BEHIND_KEY];

  private static final class Group {
    final byte[] key;
    final int hash;
    long thousandths;
    long count;

    Group(byte[] key, int hash) {
      this.key = key;
      this.hash = hash;
    }
  }

  private PlainTotals(ByteBuffer bytes, @Nullable OutputStream out) {
    this.bytes = bytes;
    this.length = bytes.limit();
    this.out = out;
  }

  /** Of rows that come one by one. */
  PlainTotals() {
    this(ByteBuffer.allocate(MOST_BYTES_OF_ROW), null);
  }

  /** Adds a row. */
  void add(byte[] row) {
    bytes.put(0, row);
    var unused = readRow(0);
  }

  /** The total that the last row came to, as a line without its end. */
  byte[] line() {
    Group group = Objects.requireNonNull(last);
    int at = writeBehindKey(group);
    byte[] line = Arrays.copyOf(group.key, group.key.length + BEHIND_KEY - 1 - at);
    System.arraycopy(behindKey, at, line, group.key.length, BEHIND_KEY - 1 - at);
    return line;
  }

  /** Of each key. */
  List<BigDecimal> averages() {
    List<BigDecimal> averages = new ArrayList<>();
    for (Group group : groups) {
      if (group != null) {
        averages.add(
            BigDecimal.valueOf(group.thousandths, SCALE)
                .divide(BigDecimal.valueOf(group.count), MathContext.DECIMAL64));
      }
    }
    return averages;
  }

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write every total to
   */
  public static void main(String[] args) throws IOException {
    ByteBuffer bytes = bytes(Path.of(args[0]));
    if (args[1].equals("discard")) {
      new PlainTotals(bytes, null).read();
    } else {
      Path part = Files.createDirectories(Path.of(args[1])).resolve("part-0");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), PIECE)) {
        new PlainTotals(bytes, out).read();
      }
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

  private void read() throws IOException {
    int at = endOfRow(0);
    while (at < length) {
      at = readRow(at);
      if (out != null) {
        write(Objects.requireNonNull(last), out);
      }
      at = endOfRow(at);
    }
  }

  /** Returns where its amount ends. */
  private int readRow(int start) {
    int at = start;
    for (int column = 0; column < COLUMNS_BEFORE_KEY; column++) {
      at = indexOf((byte) ',', at) + 1;
    }
    int keyEnd = indexOf((byte) ',', at);
    last = group(at, keyEnd);
    return addAmount(last, keyEnd + 1);
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
    int hash = 0;
    for (int at = from; at < to; at++) {
      hash = hash * HASH_FACTOR + bytes.get(at);
    }
    int place = place(hash);
    for (Group group = groups[place]; group != null; group = groups[place]) {
      if (group.hash == hash && isKey(group.key, from, to)) {
        return group;
      }
      place = (place + 1) & (groups.length - 1);
    }
    byte[] key = new byte[to - from];
    bytes.get(from, key);
    Group added = new Group(key, hash);
    groups[place] = added;
    groupCount++;
    if (groupCount > groups.length / 2) {
      makeRoom();
    }
    return added;
  }

  private int place(int hash) {
    return (hash ^ (hash >>> 16)) & (groups.length - 1);
  }

  private void makeRoom() {
    @Nullable Group[] before = groups;
    groups = new Group[before.length * 2];
    for (Group group : before) {
      if (group != null) {
        int place = place(group.hash);
        while (groups[place] != null) {
          place = (place + 1) & (groups.length - 1);
        }
        groups[place] = group;
      }
    }
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

  private void write(Group group, OutputStream to) throws IOException {
    int at = writeBehindKey(group);
    to.write(group.key);
    to.write(behindKey, at, BEHIND_KEY - at);
  }

  /** Returns where it begins. */
  private int writeBehindKey(Group group) {
    long absolute = Math.abs(group.thousandths);
    int at = BEHIND_KEY - 1;
    behindKey[at] = '\n';
    at = digitsBefore(at, group.count, 1);
    behindKey[--at] = ',';
    at = digitsBefore(at, absolute % THOUSAND, SCALE);
    behindKey[--at] = '.';
    at = digitsBefore(at, absolute / THOUSAND, 1);
    if (group.thousandths < 0) {
      behindKey[--at] = '-';
    }
    behindKey[--at] = ',';
    return at;
  }

  private int digitsBefore(int end, long number, int atLeast) {
    int at = end;
    for (long rest = number; rest > 0 || end - at < atLeast; rest /= 10) {
      behindKey[--at] = (byte) ('0' + rest % 10);
    }
    return at;
  }
}
