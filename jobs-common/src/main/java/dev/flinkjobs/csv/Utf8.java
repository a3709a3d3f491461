package dev.flinkjobs.csv;

/** Strict UTF-8. */
final class Utf8 {
  private Utf8() {}

  /**
   * Whether these bytes are well-formed by table 3-7 of the Unicode Standard: no byte out of place,
   * no surrogate, no longer form than needed, nothing above U+10FFFF, nothing cut off at the end.
   */
  static boolean isValid(byte[] bytes, int from, int to) {
    int position = from;
    while (true) {
      position = skipAscii(bytes, position, to);
      if (position == to) {
        return true;
      }
      int first = bytes[position++] & 0xFF;
      int following = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      if (following == 0 || to - position < following || !maySecond(first, bytes[position])) {
        return false;
      }
      for (int end = position++ + following; position < end; position++) {
        if (!continues(bytes[position])) {
          return false;
        }
      }
    }
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int position = from;
    while (to - position >= Long.BYTES
        && RowScanner.areAscii((long) RowScanner.LONGS.get(bytes, position))) {
      position += Long.BYTES;
    }
    while (position < to && bytes[position] >= 0) {
      position++;
    }
    return position;
  }

  private static boolean maySecond(int first, byte second) {
    int value = second & 0xFF;
    return switch (first) {
      case 0xE0 -> value >= 0xA0 && value <= 0xBF;
      case 0xED -> value >= 0x80 && value <= 0x9F;
      case 0xF0 -> value >= 0x90 && value <= 0xBF;
      case 0xF4 -> value >= 0x80 && value <= 0x8F;
      default -> continues(second);
    };
  }

  private static boolean continues(byte next) {
    return (next & 0xC0) == 0x80;
  }
}
