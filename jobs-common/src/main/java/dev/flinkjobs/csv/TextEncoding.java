package dev.flinkjobs.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The encoding of a text: UTF-8, UTF-16 without a mark of its order, or one in which ASCII stands
 * as it is and every other character is of one length, so that the place of a row can be counted.
 *
 * @param name as {@code --encoding} takes it
 * @param ascii how many bytes a character of ASCII has
 * @param other how many bytes another character has, if it has two in UTF-16
 */
public record TextEncoding(String name, int ascii, int other) implements Serializable {
  public static final TextEncoding UTF_8 = new TextEncoding("utf-8", 1, 1);

  private static final String ALLOWED =
      "utf-8, cp949, euc-kr, utf-16le, utf-16be, windows-1252 and others of one byte";

  /**
   * The encoding of that name.
   *
   * @throws IllegalArgumentException that says why there is none
   */
  public static TextEncoding of(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "utf-8", "utf8" -> UTF_8;
      case "utf-16le", "utf-16be" -> new TextEncoding(name, 2, 2);
      default -> new TextEncoding(name, 1, width(charset(name)));
    };
  }

  private static Charset charset(String name) {
    try {
      // Java calls another one cp949.
      return Charset.forName(name.matches("cp949|uhc") ? "x-windows-949" : name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("is not allowed; allowed: " + ALLOWED);
    }
  }

  /** How long characters are that are not ASCII. */
  private static int width(Charset charset) {
    String refused =
        "is not allowed, since delimiters may be a part of its characters, or these of any length;"
            + " convert the text by `iconv -f "
            + charset.name()
            + " -t UTF-8`; allowed: "
            + ALLOWED;
    if (!charset.canEncode()) {
      throw new IllegalArgumentException(refused);
    }
    CharsetEncoder encoder = charset.newEncoder();
    int width = 0;
    for (char character = 0; character < Character.MAX_VALUE; character++) {
      if (Character.isSurrogate(character) || !encoder.canEncode(character)) {
        continue;
      }
      byte[] bytes = encoded(encoder, character);
      boolean isAscii = character < 128;
      boolean hasDelimiter = bytes.length == 2 && bytes[1] >= 0 && !Character.isLetter(bytes[1]);
      if (hasDelimiter || (isAscii ? bytes.length != 1 || bytes[0] != character : bytes[0] >= 0)) {
        throw new IllegalArgumentException(refused);
      }
      width = isAscii ? width : width == 0 || width == bytes.length ? bytes.length : 3;
    }
    if (width > 2) {
      throw new IllegalArgumentException(refused);
    }
    return Math.max(1, width);
  }

  private static byte[] encoded(CharsetEncoder encoder, char character) {
    try {
      ByteBuffer bytes = encoder.encode(CharBuffer.wrap(new char[] {character}));
      byte[] encoded = new byte[bytes.remaining()];
      bytes.get(encoded);
      return encoded;
    } catch (CharacterCodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether letters may be second bytes of other characters. */
  public boolean isWide() {
    return ascii == 1 && other == 2;
  }

  boolean isUtf8() {
    return equals(UTF_8);
  }

  Charset charset() {
    return isUtf8() ? StandardCharsets.UTF_8 : charset(name);
  }

  /** The text in UTF-8. */
  InputStream decode(InputStream text) {
    return isUtf8() ? text : new EncodedText(text, this);
  }

  /** The same of a text that is at hand. */
  byte[] decode(byte[] text) {
    if (isUtf8()) {
      return text;
    }
    try (InputStream decoded = decode(new ByteArrayInputStream(text))) {
      return decoded.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** How many bytes those had of which {@link EncodedText} made these. */
  long bytes(byte[] utf8, int from, int to) {
    long bytes = 0;
    for (int i = from; i < to; i++) {
      int first = utf8[i] & 0xFF;
      if (first < 0x80 || first == EncodedText.MALFORMED) {
        bytes += ascii;
      } else if (first >= 0xF0) {
        bytes += 2L * other;
      } else if (first >= 0xC0) {
        bytes += other;
      }
    }
    return bytes;
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name;
  }
}
