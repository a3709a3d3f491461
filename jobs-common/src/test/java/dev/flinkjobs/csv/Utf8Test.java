package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Utf8Test {
  /** The first and last byte of every range in table 3-7, and their neighbours. */
  private static final byte[] CORNERS =
      HexFormat.of().parseHex("417f808f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff");

  @Test
  void agreesWithTheJdkOnEveryShortSequenceOfTellingBytes() {
    CharsetDecoder jdk = StandardCharsets.UTF_8.newDecoder();
    byte[] bytes = new byte[4];
    for (byte a : CORNERS) {
      for (byte b : CORNERS) {
        for (byte c : CORNERS) {
          for (byte d : CORNERS) {
            bytes[0] = a;
            bytes[1] = b;
            bytes[2] = c;
            bytes[3] = d;
            if (Utf8.isValid(bytes, 0, 4) != decodes(jdk, bytes)) {
              fail("disagree on " + HexFormat.of().formatHex(bytes));
            }
          }
        }
      }
    }
  }

  @Test
  void aCharacterThatTheEndCutsOffIsNotValid() {
    byte[] rocket = "\uD83D\uDE80".getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(rocket, 0, 3)).isFalse();
  }

  @Test
  void aByteOutOfPlaceIsSeenWhereverItStands() {
    for (int place = 0; place < 20; place++) {
      byte[] text = "twenty ASCII letters".getBytes(StandardCharsets.UTF_8);
      text[place] = (byte) 0x80;
      assertThat(Utf8.isValid(text, 0, text.length)).as("at " + place).isFalse();
    }
  }

  @Test
  void textOfManyScriptsIsValid() {
    byte[] text = "plain, é, 한국은행, \uD83D\uDE80 and \uFFFF".getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(text, 0, text.length)).isTrue();
  }

  @Test
  void koreanInCp949IsNotValid() throws Exception {
    byte[] text = "한국은행".getBytes("MS949");
    assertThat(Utf8.isValid(text, 0, text.length)).isFalse();
  }

  private static boolean decodes(CharsetDecoder decoder, byte[] bytes) {
    CharBuffer discarded = CharBuffer.allocate(bytes.length);
    decoder.reset();
    return !decoder.decode(ByteBuffer.wrap(bytes), discarded, true).isError();
  }
}
