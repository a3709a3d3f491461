package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one command line, so that a user mends it in one go. */
public final class Problems {
  private final List<String> messages = new ArrayList<>();
  private boolean columnsInDoubt;

  /** Adds a problem: what is wrong, where, what is allowed, and the next step. */
  public void add(String message) {
    messages.add(message);
  }

  /** Notes that one of the problems may be why a job would ask for the wrong columns. */
  void doubtColumns() {
    columnsInDoubt = true;
  }

  /** Whether to say that a column is missing would only add to the confusion. */
  public boolean areColumnsInDoubt() {
    return columnsInDoubt;
  }

  public boolean isEmpty() {
    return messages.isEmpty();
  }

  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** Ends the run if there is any problem. */
  public void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new UsageException(messages);
    }
  }
}
