package dev.flinkjobs.output;

import java.time.Duration;

/**
 * How a job takes checkpoints, with which outputs commit.
 *
 * @param interval from the start of one to that of the next; zero if it takes none
 * @param timeout how long one may take
 */
public record Checkpoints(Duration interval, Duration timeout) {

  public boolean areTaken() {
    return !interval.isZero();
  }
}
