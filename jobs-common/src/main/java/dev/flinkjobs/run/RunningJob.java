package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** A job under way, wherever it runs. */
interface RunningJob extends AutoCloseable {

  /** Flink's id of it. */
  JobID id();

  /** Whether it runs in this process, and not on a cluster of others. */
  boolean endsWithThisProcess();

  /**
   * The ledger as the cluster last reported it; after the end of the job, as it ended. Empty while
   * nothing was reported.
   */
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

  /** Lets go of what this process has of it; a cluster of other processes keeps the job. */
  @Override
  void close();
}
