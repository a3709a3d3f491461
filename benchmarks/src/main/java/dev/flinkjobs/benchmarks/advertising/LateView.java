package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.ledger.Late;

/**
 * A view whose window was over.
 *
 * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
 */
public record LateView(String campaign, long timestamp) implements Late {

  @Override
  public boolean isLost() {
    return true;
  }

  @Override
  public int missedPanes() {
    return 1;
  }
}
