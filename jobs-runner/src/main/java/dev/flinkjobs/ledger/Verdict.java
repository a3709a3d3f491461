package dev.flinkjobs.ledger;

/**
 * What is wrong with the data that a job was given, in words for whoever gave it: nothing that a
 * restart would cure or a stack trace explain.
 */
public final class Verdict extends Exception {
  private static final long serialVersionUID = 1L;

  public Verdict(String message) {
    super(message, null, false, false);
  }
}
