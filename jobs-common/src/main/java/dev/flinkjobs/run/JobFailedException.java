package dev.flinkjobs.run;

import org.jspecify.annotations.Nullable;

/**
 * A job that started and did not end as it should. The message is fit for users; the cause is
 * Flink's.
 */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public JobFailedException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
