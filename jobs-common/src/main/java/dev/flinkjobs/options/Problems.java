package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one command line, so that a user mends it in one go. */
public final class Problems {
  private final List<String> messages = new ArrayList<>();

  /** Adds a problem: what is wrong, where, what is allowed, and the next step. */
  public void add(String message) {
    messages.add(message);
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
