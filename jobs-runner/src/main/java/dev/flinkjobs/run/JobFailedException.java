package dev.flinkjobs.run;

import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.record.Visible;
import org.apache.flink.api.common.InvalidProgramException;
import org.jspecify.annotations.Nullable;

/**
 * A job that started and did not end as it should. The message is fit for users, and without
 * secrets; the cause is Flink's. Of exceptions of this kind {@code flink run} prints the message
 * and the stack trace, so this one has none: what happened is in the cause.
 */
public final class JobFailedException extends InvalidProgramException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public JobFailedException(int exitCode, String message, @Nullable Throwable cause) {
    super(Visible.lines(Secrets.masked(message)), cause);
    this.exitCode = exitCode;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
