package dev.flinkjobs.options;

import java.util.List;

/**
 * A mistake found before the job starts: exit code 2. It has no stack trace, since where the code
 * found it is of no use to the person who made it.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> messages;

  public UsageException(List<String> messages) {
    super(String.join("\n", messages), null, false, false);
    this.messages = List.copyOf(messages);
  }

  public List<String> messages() {
    return messages;
  }
}
