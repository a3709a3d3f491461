package dev.flinkjobs.output;

import dev.flinkjobs.record.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Text as UTF-8 bytes in an array that grows, so that a row becomes bytes without a String or an
 * encoder in between.
 */
public final class Utf8Buffer {
  private static final int REPLACEMENT = 0xFFFD;
  private static final boolean[] CONTROL = new boolean[0x80];

  static {
    for (char c = 0; c < CONTROL.length; c++) {
      CONTROL[c] = isSpelled(c);
    }
  }

  private byte[] bytes;
  private int length;

  /** Digits come last first, so they are lined up here. Holds any long with a sign and a point. */
  private final byte[] digits = new byte[24];

  public Utf8Buffer(int capacity) {
    bytes = new byte[capacity];
  }

  public int length() {
    return length;
  }

  /** Takes back everything behind the first {@code newLength} bytes. */
  public void truncate(int newLength) {
    length = newLength;
  }

  /** Takes back everything from {@code start} on, and returns it. */
  public byte[] takeFrom(int start) {
    byte[] taken = Arrays.copyOfRange(bytes, start, length);
    length = start;
    return taken;
  }

  /** The bytes from {@code start} to {@code end}, exclusive. */
  public byte[] copy(int start, int end) {
    return Arrays.copyOfRange(bytes, start, end);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** One ASCII character. */
  public void ascii(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
  }

  public void bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /** The whole text. A surrogate without its other half becomes U+FFFD. */
  public void text(String value) {
    text(value, 0);
  }

  /** The text from an index on. */
  void text(String value, int from) {
    int at = from;
    while (at < value.length()) {
      at = codePoint(value, at);
    }
  }

  /** A tab steers nothing, and is a part of many a line of text. */
  private static boolean isSpelled(char c) {
    return Visible.isControl(c) && c != '\t';
  }

  /** The whole text in one line, as {@link Visible} spells it, but with its tabs. */
  void visible(String value) {
    int at = plain(value, CONTROL);
    while (at < value.length()) {
      char c = value.charAt(at);
      if (isSpelled(c)) {
        text(Visible.spelled(c));
        at++;
      } else {
        at = codePoint(value, at);
      }
    }
  }

  /**
   * The fast path of all text: appends {@code value} up to the first character that is not ASCII or
   * is marked in {@code special}, and returns that character's index, or the length.
   */
  int plain(String value, boolean[] special) {
    int end = value.length();
    reserve(end);
    byte[] target = bytes;
    int to = length;
    int at = 0;
    for (; at < end; at++) {
      char c = value.charAt(at);
      if (c >= 0x80 || special[c]) {
        break;
      }
      target[to++] = (byte) c;
    }
    length = to;
    return at;
  }

  /** Appends the code point at an index of {@code value} and returns the index behind it. */
  int codePoint(String value, int at) {
    int c = value.codePointAt(at);
    reserve(4);
    if (c < 0x80) {
      bytes[length++] = (byte) c;
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
      continuation(c);
    } else if (c < 0x10000) {
      int unit = Character.isSurrogate((char) c) ? REPLACEMENT : c;
      bytes[length++] = (byte) (0xE0 | unit >> 12);
      continuation(unit >> 6);
      continuation(unit);
    } else {
      bytes[length++] = (byte) (0xF0 | c >> 18);
      continuation(c >> 12);
      continuation(c >> 6);
      continuation(c);
    }
    return at + Character.charCount(c);
  }

  /**
   * {@code unscaled} x 10^-{@code scale} in plain notation, with {@code scale} fractional digits.
   */
  public void number(long unscaled, int scale) {
    int at = digits.length;
    // Negative, because the smallest long has no positive counterpart.
    long rest = unscaled < 0 ? unscaled : -unscaled;
    int count = 0;
    do {
      if (count == scale && scale > 0) {
        digits[--at] = '.';
      }
      long tenth = rest / 10;
      digits[--at] = (byte) ('0' + (tenth * 10 - rest));
      rest = tenth;
      count++;
    } while (rest != 0 || count <= scale);
    if (unscaled < 0) {
      digits[--at] = '-';
    }
    int size = digits.length - at;
    reserve(size);
    System.arraycopy(digits, at, bytes, length, size);
    length += size;
  }

  private void continuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }
}
