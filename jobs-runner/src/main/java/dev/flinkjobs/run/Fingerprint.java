package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.JobParameters;
import dev.flinkjobs.output.Output;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.type.TypeReference;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What the state of a job means: the job and its options, by name. It is kept in every checkpoint,
 * and compared where a job goes on from one: sums of one column are not to be added to those of
 * another.
 */
final class Fingerprint implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String JOB = "job";
  private static final String INPUT = "--input";
  private static final int SHOWN_FILES = 3;

  private final TreeMap<String, String> values = new TreeMap<>();
  private final HashSet<String> accepted;
  private final String mayChange;

  /**
   * @param values by name, in one spelling of all that say the same; secrets are masked here
   * @param accepted the names of values that may be others than before
   * @param mayChange what may be besides, for messages
   */
  Fingerprint(Map<String, String> values, Set<String> accepted, String mayChange) {
    values.forEach((name, value) -> this.values.put(name, JobParameters.shown(name, value)));
    this.accepted = new HashSet<>(accepted);
    this.mayChange = mayChange;
  }

  /** Of a job that reads and writes these, with all that Flink was told. */
  static Fingerprint of(
      JobOptions options, Input input, Map<String, Output> outputs, ReadableConfig config) {
    Map<String, String> values = new TreeMap<>(options.meaning());
    values.put(INPUT, input.meaning());
    values.put("--output", Objects.requireNonNull(outputs.get("--output")).kind());
    config
        .toMap()
        .forEach(
            (key, value) -> {
              // State is laid out by key groups, and what SQL does is planned by its own options.
              if (key.equals(PipelineOptions.MAX_PARALLELISM.key()) || key.startsWith("table.")) {
                values.put("-D" + key, value);
              }
            });
    return new Fingerprint(values, options.acceptChanged(), options.mayChange());
  }

  /** As text, in UTF-8, for people too. */
  byte[] bytes() throws IOException {
    return json().writeValueAsBytes(values);
  }

  /** The values that {@link #bytes} wrote. */
  static Map<String, String> read(byte[] bytes) throws IOException {
    return json().readValue(bytes, new TypeReference<TreeMap<String, String>>() {});
  }

  private static ObjectMapper json() {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  }

  /** What an input has to be {@link Input#behind}. */
  static String input(Map<String, String> values) {
    return values.getOrDefault(INPUT, "");
  }

  /**
   * Why a job with this fingerprint cannot go on with state of another; empty if it can.
   *
   * @param was the values of the other
   */
  Optional<String> refusal(Map<String, String> was) {
    Map<String, String> before = new TreeMap<>(was);
    Map<String, String> now = new TreeMap<>(values);
    if (!Objects.equals(before.get(JOB), now.get(JOB))) {
      // Options of another job say nothing.
      before.keySet().retainAll(Set.of(JOB));
      now.keySet().retainAll(Set.of(JOB));
    }
    for (String name : accepted) {
      if (!name.equals(INPUT) || input(now).startsWith(input(before) + "\n")) {
        before.remove(name);
        now.remove(name);
      }
    }
    List<String> differences = differences(before, now);
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the state means something else than what this command asks for:\n  "
                + String.join("\n  ", differences)
                + "\ngive what it was, or begin anew without this state; "
                + mayChange);
  }

  /** In words, by name. */
  static List<String> differences(Map<String, String> before, Map<String, String> now) {
    List<String> differences = new ArrayList<>();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String was = before.getOrDefault(name, "not given");
      String is = now.getOrDefault(name, "not given");
      if (!was.equals(is)) {
        differences.add(
            was.contains("\n") || is.contains("\n")
                ? name + " " + differenceOfFiles(was.lines().toList(), is.lines().toList())
                : name + " was " + was + " and is " + is);
      }
    }
    return differences;
  }

  private static String differenceOfFiles(List<String> were, List<String> are) {
    List<String> gone = new ArrayList<>(were);
    are.forEach(gone::remove);
    List<String> further = new ArrayList<>(are);
    were.forEach(further::remove);
    List<String> parts = new ArrayList<>();
    if (!gone.isEmpty()) {
      parts.add("is without " + shown(gone));
    }
    if (!further.isEmpty()) {
      parts.add("has " + shown(further) + " besides");
    }
    return parts.isEmpty() ? "has the same files in another order" : String.join(", and ", parts);
  }

  private static String shown(List<String> files) {
    int more = files.size() - SHOWN_FILES;
    return String.join(", ", more > 0 ? files.subList(0, SHOWN_FILES) : files)
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }
}
