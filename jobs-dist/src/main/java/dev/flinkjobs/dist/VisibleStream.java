package dev.flinkjobs.dist;

import dev.flinkjobs.record.Visible;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What goes to the console in UTF-8, whole characters at a time: spells out all that would steer a
 * terminal, whoever prints it. Line breaks and tabs stay.
 */
final class VisibleStream extends FilterOutputStream {
  VisibleStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (isPlain(bytes, offset, offset + length)) {
      out.write(bytes, offset, length);
    } else {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      out.write(Visible.lines(text).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** False also for some harmless text, which is looked at more closely then. */
  private static boolean isPlain(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      boolean isControl = b >= 0 && (b < 0x20 || b == 0x7F) && b != '\n' && b != '\t';
      // U+0080 to U+009F, and U+2000 to U+207F.
      boolean begins =
          i + 1 < end
              && ((b == (byte) 0xC2 && bytes[i + 1] < (byte) 0xA0)
                  || (b == (byte) 0xE2 && bytes[i + 1] <= (byte) 0x81));
      if (isControl || begins) {
        return false;
      }
    }
    return true;
  }
}
