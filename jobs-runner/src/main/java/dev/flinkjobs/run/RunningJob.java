package dev.flinkjobs.run;

import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.diagnosis.WindowsReport;
import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.ledger.LedgerAccumulator;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A job under way, wherever it runs. */
interface RunningJob extends AutoCloseable {

  /** Whether Ctrl-C ends it; another goes on without its client. */
  boolean endsWithThisProcess();

  /** The command that ends it once this process is gone; for a job on a cluster of others. */
  String endCommand();

  /**
   * The value of an accumulator as the cluster last reported it; after the end of the job, as it
   * ended. Empty while nothing was reported.
   */
  Optional<Object> accumulator(String name);

  /** The ledger, as the cluster last reported it. */
  default Optional<Ledger> ledger() {
    return accumulator(LedgerAccumulator.NAME).map(Ledger.class::cast);
  }

  /** What readers last reported, by their names. */
  @SuppressWarnings("unchecked")
  default Map<String, SourceReport> sources() {
    return (Map<String, SourceReport>) accumulator(SourceReport.NAME).orElse(Map.of());
  }

  /** What windows last reported, by the names of their subtasks. */
  @SuppressWarnings("unchecked")
  default Map<String, WindowsReport> windows() {
    return (Map<String, WindowsReport>) accumulator(WindowsReport.NAME).orElse(Map.of());
  }

  /**
   * Waits for the end.
   *
   * @throws Exception why the job failed or was cancelled
   */
  void await() throws Exception;

  /**
   * Ends it where it is, and waits for that. Called while the process ends.
   *
   * @return whether it has ended, or will with this process
   */
  boolean cancel();

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
