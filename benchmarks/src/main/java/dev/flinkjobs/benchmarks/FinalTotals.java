package dev.flinkjobs.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.cfg.JsonNodeFeature;

/**
 * The result of a contender: the last total of each key, and how many totals there were.
 *
 * @param totals by key; the count is 0 where a contender does not count
 * @param emitted how many totals were written
 */
record FinalTotals(TreeMap<String, Total> totals, long emitted) {

  record Total(BigDecimal total, long count) {}

  private static final Pattern PART_NUMBER = Pattern.compile("-(\\d+)(\\.csv)?$");
  private static final String KEY = "transaction_type";
  private static final String HEADER_START = KEY + ",";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  /** What the generator says the totals are; {@code emitted} is one for each row. */
  static FinalTotals expected(Path json) throws IOException {
    JsonNode expected = JSON.readTree(json.toFile());
    TreeMap<String, Total> totals = new TreeMap<>();
    expected
        .required("totals")
        .properties()
        .forEach(entry -> totals.put(entry.getKey(), total(entry.getValue())));
    return new FinalTotals(totals, expected.required("accepted").longValue());
  }

  /**
   * Reads the files a sink left: lines {@code key,total} or {@code key,total,count}, with or
   * without a header, or JSON. All totals of a key were written by one subtask, so the order of its
   * parts is the order of the totals.
   */
  static FinalTotals written(Path directory) throws IOException {
    TreeMap<String, Total> totals = new TreeMap<>();
    long emitted = 0;
    for (Path part : partsInOrder(directory)) {
      try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("{")) {
            JsonNode json = JSON.readTree(line);
            totals.put(json.required(KEY).textValue(), total(json));
            emitted++;
          } else if (!line.startsWith(HEADER_START)) {
            String[] fields = line.split(",", -1);
            long count = fields.length > 2 ? Long.parseLong(fields[2]) : 0;
            totals.put(fields[0], new Total(new BigDecimal(fields[1]), count));
            emitted++;
          }
        }
      }
    }
    return new FinalTotals(totals, emitted);
  }

  private static Total total(JsonNode json) {
    return new Total(json.required("total").decimalValue(), json.required("count").longValue());
  }

  /** Finished parts: by directory, which is the hour for Flink's FileSink, then by number. */
  private static List<Path> partsInOrder(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !isHidden(file))
          .sorted(Comparator.comparing(Path::getParent).thenComparingLong(FinalTotals::partNumber))
          .toList();
    }
  }

  private static boolean isHidden(Path file) {
    try {
      return Files.isHidden(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long partNumber(Path file) {
    Matcher number = PART_NUMBER.matcher(file.toString());
    if (!number.find()) {
      throw new IllegalArgumentException("not a part of a file sink: " + file);
    }
    return Long.parseLong(number.group(1));
  }
}
