package dev.flinkjobs.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8, strictly: no replacement characters, no surrogates, no overlong forms.
 */
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] bytes, int from, int to) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer discarded = CharBuffer.allocate(256);
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
    while (true) {
      var result = decoder.decode(rest, discarded, true);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      discarded.clear();
    }
  }
}
