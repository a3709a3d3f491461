package dev.flinkjobs.generate;

import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a job that reads the generated file must come to. */
public abstract class ExpectedResults {
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
    Writer json = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    json.write("{\n  " + field("rows", rows()));
    json.write(",\n  " + field("accepted", accepted));
    String byReason = counts(rejected, RejectReason::text);
    json.write(
        ",\n  "
            + field(
                "rejected",
                object(Stream.of(field("total", rejectedRows), field("byReason", byReason)))));
    if (filteredRows > 0) {
      json.write(",\n  " + field("filtered", filteredRows));
      json.write(",\n  " + field("filteredByReason", counts(filtered, Function.identity())));
    }
    writeResults(json);
    json.write("\n}\n");
    json.flush();
  }

  private static <R> String counts(Map<R, Long> counts, Function<R, String> text) {
    return object(
        counts.entrySet().stream()
            .map(count -> field(text.apply(count.getKey()), count.getValue())));
  }

  /** Writes what the job's results are: fields of the object, each with a comma before it. */
  protected abstract void writeResults(Writer json) throws IOException;

  protected static String field(String name, Object value) {
    return "\"" + name + "\": " + (value instanceof BigDecimal it ? it.toPlainString() : value);
  }

  /** An object in one line. */
  protected static String object(Stream<String> fields) {
    return fields.collect(Collectors.joining(", ", "{", "}"));
  }

  /** A field that is an object, each field of which is in a line of its own. */
  protected static String lines(String name, Stream<String> fields) {
    return ",\n  " + field(name, fields.collect(Collectors.joining(",\n    ", "{\n    ", "\n  }")));
  }
}
