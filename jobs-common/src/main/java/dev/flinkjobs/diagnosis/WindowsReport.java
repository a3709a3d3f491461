package dev.flinkjobs.diagnosis;

import java.io.Serializable;

/**
 * Which windows are open. Rows from before a restart are not counted.
 *
 * @param rows how many rows wait in them
 * @param nextEnd when the next of them ends, in milliseconds since 1970-01-01T00:00:00Z; {@link
 *     Long#MAX_VALUE} if none is open
 */
public record WindowsReport(long rows, long nextEnd) implements Serializable {

  /** The name of the accumulator of these reports. */
  public static final String NAME = "diagnosis.windows";
}
