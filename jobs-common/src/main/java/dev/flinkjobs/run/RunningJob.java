package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;

/** A job under way, wherever it runs. */
interface RunningJob {

  /** The ledger as the cluster last reported it; after the end of the job, as it ended. */
  Optional<Ledger> ledger();

  /**
   * Waits for the end.
   *
   * @throws Exception why the job failed or was cancelled
   */
  void await() throws Exception;

  /** Ends it where it is, and waits until it has ended. */
  void cancel();

  /**
   * Ends it with a savepoint.
   *
   * @return where the savepoint is
   */
  String stopWithSavepoint(Path directory) throws Exception;
}
