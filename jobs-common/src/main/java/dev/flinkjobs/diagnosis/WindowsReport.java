package dev.flinkjobs.diagnosis;

import java.io.Serializable;
import java.util.List;

/**
 * Which windows are open. Rows from before a restart are not counted.
 *
 * @param rows how many rows wait in them
 * @param nextEnd when the next of them ends, in milliseconds since 1970-01-01T00:00:00Z; {@link
 *     Long#MAX_VALUE} if none is open
 * @param ends when each ends, in order, the first {@link #MOST_ENDS}; none of sessions, since rows
 *     that follow move them
 */
public record WindowsReport(long rows, long nextEnd, List<Long> ends) implements Serializable {

  /** More ends would burden the heartbeats that carry a report. */
  public static final int MOST_ENDS = 1000;

  /** The name of the accumulator of these reports. */
  public static final String NAME = "diagnosis.windows";
}
