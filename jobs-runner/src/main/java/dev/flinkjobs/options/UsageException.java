package dev.flinkjobs.options;

import dev.flinkjobs.record.Visible;
import java.util.List;
import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * A mistake found before the job starts: exit code 2. It has no stack trace, since where the code
 * found it is of no use to the person who made it; and {@code flink run} prints the message alone
 * for exceptions of this kind.
 */
public final class UsageException extends ProgramParametrizationException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> messages;

  public UsageException(List<String> messages) {
    super(shown(String.join("\n", messages)));
    this.messages = messages.stream().map(UsageException::shown).toList();
  }

  private static String shown(String message) {
    return Visible.lines(Secrets.masked(message));
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** Fit to be shown: without secrets, and without control characters but line breaks. */
  public List<String> messages() {
    return messages;
  }
}
