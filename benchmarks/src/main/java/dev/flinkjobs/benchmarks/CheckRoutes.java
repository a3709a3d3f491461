package dev.flinkjobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectReader;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;

/** Compares how many parcels a contender sent each way with what the generator says is right. */
public final class CheckRoutes {
  private CheckRoutes() {}

  /**
   * Ends with status 1 and a word if they differ.
   *
   * @param args {@code ours}, whose files have headers, or a peer; the expected results as JSON;
   *     the directory that was written to
   */
  public static void main(String[] args) throws IOException {
    Map<String, Long> right = expected(Path.of(args[1]));
    Map<String, Long> written = written(Path.of(args[2]), right, args[0].equals("ours"));
    if (!written.equals(right)) {
      System.err.println("wrong result in " + args[2] + ": " + written + " instead of " + right);
      System.exit(1);
    }
  }

  static Map<String, Long> expected(Path json) throws IOException {
    JsonNode all = new ObjectMapper().readTree(json.toFile()).required("routes").required("all");
    Map<String, Long> routes = new TreeMap<>();
    all.properties().forEach(route -> routes.put(route.getKey(), route.getValue().longValue()));
    return routes;
  }

  /** How many parcels stand in the files below the directory of each route. */
  static Map<String, Long> written(Path directory, Map<String, Long> routes, boolean headers)
      throws IOException {
    Map<String, Long> written = new TreeMap<>();
    for (String route : routes.keySet()) {
      long parcels = 0;
      for (Path file : files(directory.resolve(route))) {
        parcels += rows(file) - (headers ? 1 : 0);
      }
      written.put(route, parcels);
    }
    return written;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** An address may have a line break, so rows are not lines. */
  private static long rows(Path file) throws IOException {
    ObjectReader reader =
        new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);
    long rows = 0;
    try (MappingIterator<String[]> all = reader.readValues(file.toFile())) {
      while (all.hasNext()) {
        all.next();
        rows++;
      }
    }
    return rows;
  }
}
