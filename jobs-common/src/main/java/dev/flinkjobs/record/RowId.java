package dev.flinkjobs.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a row that is written to an output: the same each time the row is read, and another for
 * every other row. It is a digest, so that rows of a file that was replaced have other ids than the
 * rows that stood there before.
 */
public final class RowId {
  private static final int BYTES = 16;

  private RowId() {}

  /**
   * Of a row at its place.
   *
   * @param source the file, topic and partition, or connection
   * @param offset of the row in its source
   * @param bytes of a buffer in which the row is from {@code from} to {@code to}, exclusive
   */
  public static String of(String source, long offset, byte[] bytes, int from, int to) {
    MessageDigest digest = sha256();
    // No source has a NUL in its name, so nothing of it can be taken for an offset.
    digest.update((source + '\0').getBytes(StandardCharsets.UTF_8));
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(offset).flip());
    digest.update(bytes, from, to - from);
    return hex(digest);
  }

  /** Of what the text says, wherever it stands. */
  public static String of(String text) {
    MessageDigest digest = sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
