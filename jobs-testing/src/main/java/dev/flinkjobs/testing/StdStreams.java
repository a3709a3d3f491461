package dev.flinkjobs.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the process prints while this is open, as UTF-8 text whatever the machine's default is.
 *
 * <pre>{@code
 * try (StdStreams std = StdStreams.capture()) {
 *   SomethingJob.main(args);
 *   assertThat(std.out()).isEqualTo("(purchase, 100.0)\n");
 * }
 * }</pre>
 */
public final class StdStreams implements AutoCloseable {
  private final PrintStream originalOut = System.out;
  private final PrintStream originalErr = System.err;
  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(outBytes, false, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(errBytes, false, StandardCharsets.UTF_8);

  private StdStreams() {}

  /** Redirects {@code System.out} and {@code System.err} until closed. */
  public static StdStreams capture() {
    StdStreams streams = new StdStreams();
    System.setOut(streams.out);
    System.setErr(streams.err);
    return streams;
  }

  /** Everything printed to {@code System.out} so far. */
  public String out() {
    out.flush();
    return outBytes.toString(StandardCharsets.UTF_8);
  }

  /** Everything printed to {@code System.err} so far. */
  public String err() {
    err.flush();
    return errBytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(originalOut);
    System.setErr(originalErr);
  }
}
