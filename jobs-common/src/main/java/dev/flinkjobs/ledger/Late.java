package dev.flinkjobs.ledger;

/** A record that came too late for a window. */
public interface Late {

  /** Whether no window counts it; else it is late for some panes of a sliding window only. */
  boolean isLost();

  /** How many panes do not count it. */
  int missedPanes();
}
