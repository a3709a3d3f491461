package dev.flinkjobs.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A text in another encoding as UTF-8. For what is malformed there is {@link #MALFORMED}, which is
 * in no UTF-8: so it is a bad row, and where each byte came from can be counted.
 */
final class EncodedText extends InputStream {

  /** Stands for one byte; in UTF-16 for two. */
  static final int MALFORMED = 0xFF;

  private static final int BUFFER = 64 * 1024;

  private final InputStream file;
  private final TextEncoding encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer characters = CharBuffer.allocate(BUFFER);
  private ByteBuffer decoded = ByteBuffer.allocate(0);
  private int malformed;
  private boolean ended;

  /**
   * @param file at the start of a character; closed with this
   */
  EncodedText(InputStream file, TextEncoding encoding) {
    this.file = file;
    this.encoding = encoding;
    this.decoder = encoding.charset().newDecoder();
  }

  TextEncoding encoding() {
    return encoding;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (!decoded.hasRemaining()) {
      if (malformed > 0) {
        decoded = ByteBuffer.wrap(new byte[] {(byte) MALFORMED});
        malformed--;
      } else if (!decode()) {
        return -1;
      }
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(target, from, count);
    return count;
  }

  /** Makes {@link #decoded} of what there is, or reads on; says whether there may be more. */
  private boolean decode() throws IOException {
    characters.clear();
    CoderResult result = decoder.decode(bytes, characters, ended);
    characters.flip();
    decoded = StandardCharsets.UTF_8.encode(characters);
    if (result.isError()) {
      bytes.position(bytes.position() + result.length());
      malformed = Math.max(1, result.length() / encoding.ascii());
    } else if (!decoded.hasRemaining()) {
      if (ended) {
        return false;
      }
      bytes.compact();
      int count = file.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = count < 0;
      bytes.position(bytes.position() + Math.max(0, count)).flip();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
