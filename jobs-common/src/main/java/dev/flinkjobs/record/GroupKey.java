package dev.flinkjobs.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The values of one or more text columns as one key. Immutable; its hash is the same in every JVM.
 *
 * <p>It keeps the values as the UTF-8 bytes they were read as: a key is compared, hashed, shuffled
 * and looked up far more often than it is shown. Values are joined by a byte that occurs nowhere in
 * UTF-8, so {@code ("a", "bc")} and {@code ("ab", "c")} are different keys.
 */
@TypeInfo(GroupKeySerializer.Factory.class)
public final class GroupKey {
  /** Stands between two values. */
  public static final byte SEPARATOR = (byte) 0xFF;

  private final byte[] bytes;
  private final int hash;
  private transient @Nullable List<String> values;

  private GroupKey(byte[] bytes, int hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  public static GroupKey of(String... values) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        joined.write(SEPARATOR);
      }
      joined.writeBytes(values[i].getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = joined.toByteArray();
    return new GroupKey(bytes, hash(bytes, 0, bytes.length));
  }

  /** The values, in the order of the columns. */
  public List<String> values() {
    List<String> decoded = values;
    if (decoded == null) {
      decoded = decode();
      values = decoded;
    }
    return decoded;
  }

  private List<String> decode() {
    List<String> decoded = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == SEPARATOR) {
        decoded.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return List.copyOf(decoded);
  }

  byte[] bytes() {
    return bytes;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof GroupKey that
            && hash == that.hash
            && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return String.join(", ", values());
  }

  /**
   * Finds the key for some bytes without making it anew while keys repeat, as group keys do.
   * Bounded: a key that falls on a taken place replaces the one there. Not thread-safe.
   */
  public static final class Cache {
    private static final int PLACES = 1 << 12;

    private final @Nullable GroupKey[] places = new GroupKey[PLACES];

    /**
     * The key whose values are these bytes: valid UTF-8, several values joined by {@link
     * #SEPARATOR}.
     */
    public GroupKey get(byte[] source, int from, int to) {
      int hash = hash(source, from, to);
      int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
      GroupKey known = places[place];
      if (known != null
          && known.hash == hash
          && Arrays.equals(known.bytes, 0, known.bytes.length, source, from, to)) {
        return known;
      }
      GroupKey key = new GroupKey(Arrays.copyOfRange(source, from, to), hash);
      places[place] = key;
      return key;
    }
  }
}
