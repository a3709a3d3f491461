package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.util.SerializedThrowable;

/** What a failure means to the person who ran the job. */
final class Failure {
  private static final ClassLoader LOADER = Failure.class.getClassLoader();

  private Failure() {}

  /**
   * The failure as a job's main throws it.
   *
   * @param prefix of the message
   */
  static JobFailedException exception(String prefix, Throwable failure) {
    return exception(failure, prefix + message(failure));
  }

  /** The same with a message of another. */
  static JobFailedException exception(Throwable failure, String message) {
    // What Flink says of state that it cannot place is a way to lose that state.
    boolean misleads = message.contains(OtherState.UNCLAIMED);
    return new JobFailedException(ExitCode.FAILED, message, misleads ? null : failure);
  }

  /** The failure in words, with the next step. */
  static String message(Throwable failure) {
    return known(failure).orElseGet(() -> text(failure) + "\n(the whole stack trace: --verbose)");
  }

  /** What started it, in Flink's words or those of a library. */
  static String text(Throwable failure) {
    Throwable root = root(failure);
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }

  /** In words of our own, for those that have a next step. */
  static Optional<String> known(Throwable failure) {
    Optional<Verdict> verdict = find(failure, Verdict.class);
    if (verdict.isPresent()) {
      return Optional.of(String.valueOf(verdict.get().getMessage()));
    }
    String text = text(failure);
    if (isOutOfMemory(failure)) {
      return Optional.of(outOfMemory());
    }
    if (text.contains("allowNonRestoredState")) {
      return Optional.of(OtherState.UNCLAIMED);
    }
    if (text.startsWith("Cannot find meta data file")) {
      return Optional.of(
          text.replaceFirst("\\. Please .*", "; it is no checkpoint that was completed"));
    }
    if (text.contains("No space left on device")) {
      return Optional.of(
          "disk full: " + text + "; free some space, or write elsewhere with --output files:DIR");
    }
    if (text.contains("NoResourceAvailable") || text.contains("Could not acquire the minimum")) {
      return Optional.of(
          "not enough task slots for this parallelism; lower -p, or add TaskManagers ("
              + text
              + ")");
    }
    return Optional.empty();
  }

  /** Also where only the text is left of it, as in a class whose initialization it has broken. */
  static boolean isOutOfMemory(Throwable failure) {
    Throwable root = root(failure);
    String text = String.valueOf(root.getMessage());
    return root instanceof OutOfMemoryError
        || text.contains("OutOfMemoryError")
        || text.contains("Java heap space");
  }

  static String outOfMemory() {
    return String.format(
        Locale.ROOT,
        "out of memory: the heap holds %,d MB; give it more, e.g. --heap 4g, or keep state on disk"
            + " with -Dstate.backend.type=rocksdb",
        Runtime.getRuntime().maxMemory() / (1024 * 1024));
  }

  static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return causes(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Throwable root(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return causes.get(causes.size() - 1);
  }

  /** From the outermost to the deepest, out of the envelopes they travel in between processes. */
  static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Throwable current = failure;
    while (current != null && !causes.contains(current)) {
      if (current instanceof SerializedThrowable envelope) {
        current = envelope.deserializeError(LOADER);
      }
      causes.add(current);
      current = current.getCause();
    }
    return causes;
  }
}
