package dev.flinkjobs.generate;

import java.util.List;

/**
 * The faults of bad rows.
 *
 * @param inTurn those that they have one after the other, so that a few of them show most
 * @param rare what one in {@value #FAULTS_TO_ONE_RARE} has instead
 */
public record Faults(List<Fault> inTurn, Fault rare) {
  private static final int FAULTS_TO_ONE_RARE = 10_000;

  public Faults {
    inTurn = List.copyOf(inTurn);
  }

  /** The fault of the bad row that comes after so many others. */
  public Fault next(long badRowsBefore) {
    return badRowsBefore % FAULTS_TO_ONE_RARE == FAULTS_TO_ONE_RARE - 1
        ? rare
        : inTurn.get((int) (badRowsBefore % inTurn.size()));
  }
}
