package dev.flinkjobs.run;

import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.diagnosis.WindowsReport;
import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.ledger.LedgerAccumulator;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** A job under way, wherever it runs. */
interface RunningJob extends AutoCloseable {

  /** Flink's id of it. */
  JobID id();

  /** Whether it runs in this process, and not on a cluster of others. */
  boolean endsWithThisProcess();

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
