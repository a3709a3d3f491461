package dev.flinkjobs.soak;

import dev.flinkjobs.soak.Findings.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** Parcels from Kafka to files, in a directory for each route. */
final class RoutesWorkload extends Workload {
  private static final List<String> ROUTES = List.of("heavy", "remote", "cold", "normal");
  private static final int HEAVY_ABOVE_TENTHS = 200;

  RoutesWorkload(Chance chance) {
    super("parcel-routing", "jobs-parcels.jar", "dev.flinkjobs.parcels.ParcelRoutingJob", chance);
  }

  @Override
  List<String> topics() {
    return List.of();
  }

  /** In tenths of a kilogram, at and around the limit too. */
  private int weight(int partition, long sequence) {
    return chance.below(300, partition, sequence, 0);
  }

  private String weightText(int partition, long sequence) {
    return BigDecimal.valueOf(weight(partition, sequence), 1).toPlainString();
  }

  private boolean isRemote(int partition, long sequence) {
    return chance.below(6, partition, sequence, 1) == 0;
  }

  private boolean isCold(int partition, long sequence) {
    return chance.below(5, partition, sequence, 2) == 0;
  }

  private String address(int partition, long sequence) {
    String content = weightText(partition, sequence) + isCold(partition, sequence);
    return (isRemote(partition, sequence) ? "강원도 산간 " : "서울 강남구 ")
        + chance.id(partition, sequence, content);
  }

  private List<String> routes(int partition, long sequence) {
    List<String> routes = new ArrayList<>();
    if (weight(partition, sequence) > HEAVY_ABOVE_TENTHS) {
      routes.add("heavy");
    }
    if (isRemote(partition, sequence)) {
      routes.add("remote");
    }
    if (isCold(partition, sequence)) {
      routes.add("cold");
    }
    return routes.isEmpty() ? List.of("normal") : routes;
  }

  @Override
  String record(int partition, long sequence) {
    return "{\"weight_kg\":"
        + weightText(partition, sequence)
        + ",\"address\":\""
        + address(partition, sequence)
        + "\",\"refrigerated\":\""
        + isCold(partition, sequence)
        + "\"}";
  }

  @Override
  List<String> options(Places places) {
    return List.of("--output", "files:" + out(places) + "?format=json");
  }

  private static Path out(Places places) {
    return places.directory().resolve("routes");
  }

  @Override
  long check(Places places, long[] fed, Findings findings) throws Exception {
    Check check = new Check(fed, findings);
    long read = 0;
    for (String route : ROUTES) {
      for (Path part : files(out(places).resolve(route), false)) {
        long line = 0;
        for (String text : Files.readAllLines(part)) {
          line++;
          check.parcel(route + "/" + part.getFileName() + ":" + line, route, text);
        }
        read += line;
      }
    }
    check.end();
    return read;
  }

  /** Lines of files that no checkpoint committed. */
  @Override
  long aborted(Places places) throws Exception {
    long lines = 0;
    for (String route : ROUTES) {
      for (Path part : files(out(places).resolve(route), true)) {
        for (byte each : Files.readAllBytes(part)) {
          lines += each == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  private static List<Path> files(Path directory, boolean hidden) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(".") == hidden)
          .sorted()
          .toList();
    }
  }

  /** Compares parcels with those that were fed. */
  final class Check {
    private final Map<String, BitSet[]> seen = new LinkedHashMap<>();
    private final long[] fed;
    private final Findings findings;

    Check(long[] fed, Findings findings) {
      this.fed = fed.clone();
      this.findings = findings;
      for (String route : ROUTES) {
        seen.put(route, Stream.generate(BitSet::new).limit(fed.length).toArray(BitSet[]::new));
      }
    }

    /**
     * @param line what stands there, cut off for instance
     */
    void parcel(String place, String route, String line) {
      JsonNode parcel;
      try {
        parcel = Json.parse(line);
      } catch (RuntimeException cut) {
        findings.add(Fault.WRONG, place + ": is not whole: " + line);
        return;
      }
      String address = parcel.path("address").asText();
      String[] id = address.substring(address.lastIndexOf(' ') + 1).split("-", -1);
      int partition = id.length == 4 ? Integer.parseInt(id[1]) : -1;
      long sequence = id.length == 4 ? Long.parseLong(id[2]) : -1;
      if (partition < 0
          || partition >= fed.length
          || sequence >= fed[partition]
          || !address.equals(address(partition, sequence))
          || parcel
                  .path("weight_kg")
                  .decimalValue()
                  .compareTo(BigDecimal.valueOf(weight(partition, sequence), 1))
              != 0
          || !routes(partition, sequence).contains(route)) {
        findings.add(Fault.WRONG, place + ": no parcel that was fed goes there as " + line);
        return;
      }
      BitSet[] ofRoute = seen.getOrDefault(route, new BitSet[0]);
      if (ofRoute[partition].get((int) sequence)) {
        findings.add(Fault.DUPLICATED, place + ": parcel " + address + " comes again");
      }
      ofRoute[partition].set((int) sequence);
    }

    void end() {
      for (int partition = 0; partition < fed.length; partition++) {
        for (long sequence = 0; sequence < fed[partition]; sequence++) {
          for (String route : routes(partition, sequence)) {
            if (!seen.getOrDefault(route, new BitSet[0])[partition].get((int) sequence)) {
              findings.add(Fault.LOST, route + ": parcel " + address(partition, sequence));
            }
          }
        }
      }
    }
  }
}
