package dev.flinkjobs.output;

import java.io.IOException;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Nobody reads standard output any more, as after {@code | head}. Not a failure: the job ends, is
 * not restarted, and there is nothing to report.
 */
public final class OutputClosedException extends SuppressRestartsException {
  private static final long serialVersionUID = 1L;

  public OutputClosedException() {
    super(new IOException("standard output is closed"));
  }
}
