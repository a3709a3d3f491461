package dev.flinkjobs.deadletters;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.flinkjobs.connectors.kafka.TopicClient;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.GzipMembers;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the dead letters that a job has written: to a directory, a file of it, or a topic. */
final class DeadLetters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeadLettersOptions options;
  private final Consumer<DeadLetter> consumer;

  private DeadLetters(DeadLettersOptions options, Consumer<DeadLetter> consumer) {
    this.options = options;
    this.consumer = consumer;
  }

  /**
   * Gives those that the options ask for, in the order of files and of lines.
   *
   * @throws UsageException if there are none to read
   */
  static void forEach(DeadLettersOptions options, Consumer<DeadLetter> consumer) {
    new DeadLetters(options, consumer).read();
  }

  private void read() {
    Problems problems = new Problems();
    if (options.input().startsWith("kafka://")) {
      TopicClient topic = TopicClient.open("--input", options.input(), problems);
      problems.throwIfAny();
      topic.read(
          record ->
              json(
                  record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8),
                  Message.of(
                      "%s at partition %s, offset %s",
                      options.input(), record.partition(), record.offset()),
                  topic.name() + "/" + record.partition() + "@" + record.offset()));
      return;
    }
    Path place = Path.of(options.input());
    try {
      for (Path file : files(place)) {
        read(file);
      }
    } catch (NoSuchFileException missing) {
      throw fault("there is no such file or directory");
    } catch (IOException | UncheckedIOException unreadable) {
      throw fault("cannot be read: " + unreadable.getMessage());
    }
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private void read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean compressed = name.endsWith(".gz");
    Path itself = file.toRealPath();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = compressed ? new GzipMembers(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      if (name.replaceFirst("[.]gz$", "").endsWith(".csv")) {
        for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(lines)) {
          long number = row.getStartingLineNumber();
          take(row.getFieldsAsMap(), file + ":" + number, itself + ":" + number);
        }
      } else {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          number++;
          if (!line.isBlank()) {
            json(line, file + ":" + number, itself + ":" + number);
          }
        }
      }
    } catch (CsvFileException | UncheckedIOException unreadable) {
      // The parser of CSV wraps what its input throws.
      Throwable why =
          unreadable instanceof UncheckedIOException ? unreadable.getCause() : unreadable;
      if (why instanceof CsvFileException) {
        throw new JobFailedException(
            ExitCode.FAILED,
            "--input " + options.input() + ": " + file + " " + why.getMessage(),
            unreadable);
      }
      throw unreadable;
    }
  }

  /**
   * @param place {@code where}, in the same words whatever the command said
   */
  private void json(String text, String where, String place) {
    Map<String, String> columns = new LinkedHashMap<>();
    try {
      JsonNode object = JSON.readTree(text);
      if (!object.isObject()) {
        throw fault("is no dead letter: no JSON object in " + where);
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        columns.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asText());
      }
    } catch (JsonProcessingException malformed) {
      throw fault("is no dead letter: no JSON object in " + where);
    }
    take(columns, where, place);
  }

  private void take(Map<String, String> columns, String where, String place) {
    if (!DeadLetter.isLetter(columns)) {
      throw fault(
          "is no dead letter, as a job writes it to --rejected or --late as csv or json: "
              + where
              + " has the columns "
              + String.join(", ", columns.keySet()));
    }
    DeadLetter letter = DeadLetter.of(columns, place);
    if (options.takes(letter)) {
      consumer.accept(letter);
    }
  }

  private UsageException fault(String why) {
    return new UsageException(List.of("--input " + options.input() + ": " + why));
  }
}
