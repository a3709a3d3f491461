package dev.flinkjobs.time;

import java.time.Duration;

/** Windows of other classes than Flink's that say at which times they begin and end. */
public interface SteppedWindows {

  /**
   * A length of which all times at which a window begins or ends are multiples, counted from
   * 1970-01-01T00:00:00Z; 1 ms or longer.
   */
  Duration step();
}
