package dev.flinkjobs.ledger;

import dev.flinkjobs.record.RejectReason;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account of a job's rows: {@code read = accepted + rejected + late + filtered + duplicate}.
 * Every row of the input is in exactly one of the five; {@link #ACCEPTED} are those that went into
 * results.
 */
public final class Ledger implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final String READ = "read";
  public static final String ACCEPTED = "accepted";
  public static final String LATE = "late";

  /** Rows of an id that was there before. */
  public static final String DUPLICATE = "duplicate";

  /** How many windows had expired when their rows came; a row may be counted in other windows. */
  public static final String MISSED_WINDOWS = "missedWindows";

  /** How many results were too large for an output: dead letters, and no part of the balance. */
  public static final String REFUSED = "refused";

  /** How many bytes of input were read: progress, not part of the balance. */
  public static final String BYTES = "bytes";

  /**
   * How many of the rejected rows that were looked at seem to be CP949; not part of the balance.
   */
  public static final String CP949 = "cp949";

  private static final String REJECTED = "rejected.";
  private static final String FILTERED = "filtered.";
  private static final String EMITTED = "emitted.";

  /** With a column, {@link #KEY_END} and a value of it: a key that results have, no count. */
  static final String KEY = "key.";

  static final char KEY_END = 0;

  /** With a pair of keys that look the same. */
  static final String ALIKE = "alike.";

  private final TreeMap<String, Long> counts;

  /** Of nothing read yet. */
  public Ledger() {
    this(Map.of());
  }

  /**
   * @param counts by the names in this class
   */
  public Ledger(Map<String, Long> counts) {
    this.counts = new TreeMap<>(counts);
  }

  /** The name under which rows rejected for this reason are counted. */
  public static String rejected(RejectReason reason) {
    return REJECTED + reason.text();
  }

  /** The name under which rows that a job leaves out for this reason are counted. */
  public static String filtered(String reason) {
    return FILTERED + reason;
  }

  /** The name under which results that were written to this output are counted. */
  public static String emitted(String output) {
    return EMITTED + output;
  }

  public long read() {
    return count(READ);
  }

  public long accepted() {
    return count(ACCEPTED);
  }

  public long late() {
    return count(LATE);
  }

  public long duplicate() {
    return count(DUPLICATE);
  }

  public long missedWindows() {
    return count(MISSED_WINDOWS);
  }

  public long refused() {
    return count(REFUSED);
  }

  public long emitted() {
    return sum(emittedByOutput().values());
  }

  public long bytes() {
    return count(BYTES);
  }

  public long rejected() {
    return sum(rejectedByReason().values());
  }

  public long filtered() {
    return sum(filteredByReason().values());
  }

  public SortedMap<String, Long> rejectedByReason() {
    return withPrefix(REJECTED);
  }

  public SortedMap<String, Long> filteredByReason() {
    return withPrefix(FILTERED);
  }

  /** Of outputs that had any result, by their names. */
  public SortedMap<String, Long> emittedByOutput() {
    return withPrefix(EMITTED);
  }

  /** Whether every row that was read is accounted for. */
  public boolean isBalanced() {
    return read() == accepted() + rejected() + late() + filtered() + duplicate();
  }

  /** The sum of two ledgers. */
  public Ledger plus(Map<String, Long> more) {
    Ledger sum = new Ledger(counts);
    more.forEach((name, count) -> sum.counts.merge(name, count, Long::sum));
    return sum;
  }

  /** Keys that look the same and are not, as {@code type 'a' and 'a\u200b'}; the first of them. */
  public Collection<String> alikeKeys() {
    return withPrefix(ALIKE).keySet();
  }

  /** Whether rejected rows seem to be CP949. */
  public boolean isCp949() {
    return count(CP949) > 0;
  }

  /** Every count by its name. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** As the web UI and the REST API show it among the accumulators of a job. */
  @Override
  public String toString() {
    return counts.toString();
  }

  private long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  private SortedMap<String, Long> withPrefix(String prefix) {
    SortedMap<String, Long> found = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), count);
          }
        });
    return found;
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
