package dev.flinkjobs.csv;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.Path;

/**
 * The standard input as a file among files. It can be read once and only in the process that has
 * it, so only on the embedded cluster; its header can be looked at before that.
 */
public final class StandardInput {

  /** Stands for the standard input in lists of files. */
  public static final Path PATH = new Path("stdin", "", "/-");

  /** Whether the launcher found it {@code closed}; Java itself cannot tell. */
  private static final String PROPERTY = "flinkjobs.stdin";

  private static final InputStream STREAM = new BufferedInputStream(System.in, CsvBytes.MAX_ROW);

  static {
    STREAM.mark(CsvBytes.MAX_ROW);
  }

  private StandardInput() {}

  /** Whether there is none. */
  public static boolean isClosed() {
    return System.getProperty(PROPERTY, "").equals("closed");
  }

  static boolean isAt(Path file) {
    return PATH.equals(file);
  }

  /** From its start, as long as not more than a header was read. */
  static InputStream open() throws IOException {
    STREAM.reset();
    return new FilterInputStream(STREAM) {
      /** It is not ours to close, and a look at the header must not end it. */
      @Override
      public void close() {}
    };
  }
}
