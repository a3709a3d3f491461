package dev.flinkjobs.soak;

import dev.flinkjobs.soak.Findings.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A job of the suite, what it is fed, and what has to come of it. */
abstract class Workload {
  /** Of each topic that is read. */
  static final int PARTITIONS = 4;

  private final String job;
  private final String jar;
  private final String mainClass;
  final Chance chance;

  /**
   * @param job its name in the catalogue
   * @param jar the name of the file that it is submitted in
   */
  Workload(String job, String jar, String mainClass, Chance chance) {
    this.job = job;
    this.jar = jar;
    this.mainClass = mainClass;
    this.chance = chance;
  }

  final String job() {
    return job;
  }

  final String jar() {
    return jar;
  }

  final String mainClass() {
    return mainClass;
  }

  /** The topic that it reads. */
  final String input() {
    return "soak-" + job;
  }

  /** The topics that it writes to. */
  abstract List<String> topics();

  /** A record as JSON, the same for the same place. */
  abstract String record(int partition, long sequence);

  /** Whether a record is one that the job has to reject. */
  boolean isBad(int partition, long sequence) {
    return false;
  }

  /** Its options besides the input. */
  abstract List<String> options(Places places);

  /**
   * Reads what was committed, and compares it with what a single thread makes of the same records.
   *
   * @param fed how many records each partition was given
   * @return how many results were read
   */
  abstract long check(Places places, long[] fed, Findings findings) throws Exception;

  /** How many more were written than count: they prove that something was put to the test. */
  abstract long aborted(Places places) throws Exception;

  /** What those are. */
  String abortedAs() {
    return "were written and aborted";
  }

  /** Compares the counts of the job's ledger with what it was fed. */
  final void checkLedger(Map<String, Long> ledger, long[] fed, Findings findings) {
    long read = LongStream.of(fed).sum();
    long bad = bad(fed);
    long rejected =
        ledger.entrySet().stream()
            .filter(count -> count.getKey().startsWith("rejected."))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (ledger.getOrDefault("read", 0L) != read
        || rejected != bad
        || ledger.getOrDefault("accepted", 0L) != read - bad) {
      findings.add(
          Fault.WRONG,
          job
              + ": the ledger is not that of "
              + read
              + " records with "
              + bad
              + " bad ones: "
              + ledger);
    }
  }

  /** How many of the records are bad. */
  private long bad(long[] fed) {
    long bad = 0;
    for (int partition = 0; partition < fed.length; partition++) {
      for (long sequence = 0; sequence < fed[partition]; sequence++) {
        if (isBad(partition, sequence)) {
          bad++;
        }
      }
    }
    return bad;
  }
}
