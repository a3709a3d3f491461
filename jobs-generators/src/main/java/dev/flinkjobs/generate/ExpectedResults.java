package dev.flinkjobs.generate;

import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a job that reads the generated file must come to. */
public abstract class ExpectedResults {
  /** Longer texts are written in pieces of this size. */
  protected static final int FLUSH_BYTES = 64 * 1024;

  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Map<String, Long> filtered = new TreeMap<>();
  private long rejectedRows;
  private long filteredRows;
  private long accepted;

  /** Counts a good row. */
  protected final void accept() {
    accepted++;
  }

  /** Counts a bad row. */
  public final void reject(RejectReason reason) {
    rejected.merge(reason, 1L, Long::sum);
    rejectedRows++;
  }

  /** Counts a row that the job leaves out of its results on purpose. */
  public final void filter(String reason) {
    filtered.merge(reason, 1L, Long::sum);
    filteredRows++;
  }

  public final long rows() {
    return accepted + rejectedRows + filteredRows;
  }

  public final long rejected() {
    return rejectedRows;
  }

  /** How many rows are not as others, in words. */
  protected String describe() {
    return String.format(Locale.ROOT, "%,d bad", rejectedRows);
  }

  /** Writes one JSON object. */
  public final void writeTo(OutputStream out) throws IOException {
    Utf8Buffer json = new Utf8Buffer(2 * FLUSH_BYTES);
    field("{\n  \"rows\": ", rows(), json);
    field(",\n  \"accepted\": ", accepted, json);
    field(",\n  \"rejected\": {\"total\": ", rejectedRows, json);
    byReason(", \"byReason\": ", rejected, RejectReason::text, json);
    json.text("}");
    if (filteredRows > 0) {
      field(",\n  \"filtered\": ", filteredRows, json);
      byReason(",\n  \"filteredByReason\": ", filtered, Function.identity(), json);
    }
    writeResults(json, out);
    json.text("\n}\n");
    json.writeTo(out);
  }

  private static <R> void byReason(
      String name, Map<R, Long> counts, Function<R, String> text, Utf8Buffer json) {
    json.text(name + "{");
    String separator = "";
    for (Map.Entry<R, Long> count : counts.entrySet()) {
      field(separator + "\"" + text.apply(count.getKey()) + "\": ", count.getValue(), json);
      separator = ", ";
    }
    json.text("}");
  }

  /**
   * Appends what the job's results are: fields of the object, each with a comma before it.
   *
   * @param out takes what is in {@code json} when that becomes large
   */
  protected abstract void writeResults(Utf8Buffer json, OutputStream out) throws IOException;

  /** Appends the name, which is given with all that stands around it, and the number. */
  protected static void field(String name, long value, Utf8Buffer json) {
    json.text(name);
    json.number(value, 0);
  }
}
