package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** Runs of jobs as a user starts them. */
final class Runs {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Runs() {}

  /** Runs a generator. */
  static void generate(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      assertThat(std.err()).contains(" rows");
    }
  }

  static List<String> faults(Consumer<String[]> main, String... args) {
    return catchThrowableOfType(UsageException.class, () -> Outcome.of(main, args)).messages();
  }

  static String failure(Consumer<String[]> main, String... args) {
    return String.valueOf(
        catchThrowableOfType(JobFailedException.class, () -> Outcome.of(main, args)).getMessage());
  }

  /** The lines of all parts in a directory, sorted, without headers that are not the first. */
  static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(directory)) {
      for (Path part : parts.sorted().toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    return lines;
  }

  static JsonNode json(Path file) throws IOException {
    return json(Files.readString(file));
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }
}
