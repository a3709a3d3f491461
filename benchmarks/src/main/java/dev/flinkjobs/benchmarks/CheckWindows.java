package dev.flinkjobs.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectReader;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jspecify.annotations.Nullable;

/** Compares the averages that a contender wrote with those of a plain loop over the input. */
public final class CheckWindows {
  private static final long MILLIS_PER_WINDOW = 5000;

  /** Sums of doubles are wrong from about the tenth digit on. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private CheckWindows() {}

  record Values(BigDecimal sum, long count) {
    Values plus(Values more) {
      return new Values(sum.add(more.sum), count + more.count);
    }

    BigDecimal average() {
      return sum.divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP);
    }
  }

  /**
   * Ends with status 1 and a word on the first difference.
   *
   * @param args {@code ours}; {@code naive}, which says of no average whose it is; or another peer.
   *     The sums of peers are doubles. Then the column that is the key; the input; the directory
   *     that was written to
   */
  public static void main(String[] args) throws IOException {
    Map<String, Values> right = expected(Path.of(args[2]), args[1]);
    String difference =
        args[0].equals("naive")
            ? differenceOfAverages(right, lines(Path.of(args[3])))
            : difference(right, Path.of(args[3]), args[0].equals("ours"));
    if (difference != null) {
      System.err.println("wrong result in " + args[3] + ": " + difference);
      System.exit(1);
    }
  }

  static Map<String, Values> expected(Path input, String key) throws IOException {
    Map<String, Values> windows = new HashMap<>();
    ObjectReader reader =
        new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());
    try (MappingIterator<Map<String, String>> rows = reader.readValues(input.toFile())) {
      while (rows.hasNext()) {
        Map<String, String> row = rows.next();
        long time =
            LocalDateTime.parse(value(row, "timestamp").replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        windows.merge(
            value(row, key) + "@" + time / MILLIS_PER_WINDOW * MILLIS_PER_WINDOW,
            new Values(new BigDecimal(value(row, "amount")), 1),
            Values::plus);
      }
    }
    return windows;
  }

  private static String value(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  /** The first difference in words; null if there is none. Empties the map. */
  private static @Nullable String difference(
      Map<String, Values> right, Path directory, boolean ours) throws IOException {
    for (Path file : files(directory)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          List<String> columns = columns(line);
          if (ours && columns.get(1).equals("window_start")) {
            continue; // The header.
          }
          long start =
              ours
                  ? OffsetDateTime.parse(columns.get(1)).toInstant().toEpochMilli()
                  : Long.parseLong(columns.get(1));
          Values values = right.remove(columns.get(0) + "@" + start);
          boolean same =
              values != null
                  && (ours
                      ? values.average().compareTo(new BigDecimal(columns.get(3))) == 0
                          && values.sum().compareTo(new BigDecimal(columns.get(4))) == 0
                          && values.count() == Long.parseLong(columns.get(5))
                      : isRounded(values, new BigDecimal(columns.get(2))));
          if (!same) {
            return line + " instead of " + values;
          }
        }
      }
    }
    return right.isEmpty()
        ? null
        : String.format(
            Locale.ROOT,
            "%,d windows are missing, %s among them",
            right.size(),
            right.keySet().iterator().next());
  }

  /** Of a line of CSV, or the values of an object of JSON in their order. */
  private static List<String> columns(String line) throws IOException {
    if (!line.startsWith("{")) {
      return List.of(line.split(",", -1));
    }
    List<String> values = new ArrayList<>();
    JSON.readTree(line).forEach(value -> values.add(value.asText()));
    return values;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(directory)) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  /**
   * The first difference in words; null if there is none.
   *
   * @param right by key and start of the window
   * @param lines a millisecond of a window, and an average; of a window in any order
   */
  static @Nullable String differenceOfAverages(Map<String, Values> right, List<String> lines) {
    Map<Long, List<Values>> windows = new TreeMap<>();
    right.forEach(
        (window, values) ->
            windows
                .computeIfAbsent(
                    Long.valueOf(window.substring(window.lastIndexOf('@') + 1)),
                    start -> new ArrayList<>())
                .add(values));
    Map<Long, List<BigDecimal>> written = new TreeMap<>();
    for (String line : lines) {
      int comma = line.indexOf(',');
      long time = Long.parseLong(line.substring(0, comma));
      written
          .computeIfAbsent(time / MILLIS_PER_WINDOW * MILLIS_PER_WINDOW, start -> new ArrayList<>())
          .add(new BigDecimal(line.substring(comma + 1)));
    }
    if (!written.keySet().equals(windows.keySet())) {
      return "windows at " + written.keySet() + " instead of " + windows.keySet();
    }
    for (Map.Entry<Long, List<Values>> window : windows.entrySet()) {
      List<Values> values = window.getValue();
      List<BigDecimal> averages = written.getOrDefault(window.getKey(), List.of());
      values.sort(Comparator.comparing(Values::average));
      averages.sort(null);
      for (int i = 0; i < values.size(); i++) {
        if (averages.size() != values.size() || !isRounded(values.get(i), averages.get(i))) {
          return "at " + window.getKey() + " " + averages + " instead of " + values;
        }
      }
    }
    return null;
  }

  private static boolean isRounded(Values right, BigDecimal average) {
    BigDecimal sum = average.multiply(BigDecimal.valueOf(right.count()));
    BigDecimal distance = right.sum().subtract(sum).abs();
    return distance.compareTo(right.sum().abs().multiply(ROUNDING)) <= 0;
  }
}
