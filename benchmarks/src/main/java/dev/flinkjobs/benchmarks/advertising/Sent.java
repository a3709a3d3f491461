package dev.flinkjobs.benchmarks.advertising;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the generator has sent.
 *
 * @param behindMillis how long after it was due an event reached the broker, at most, the first
 *     window left out
 * @param views what has to be counted
 */
record Sent(long events, long behindMillis, Map<CampaignWindow, Long> views) {

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(events + "," + behindMillis);
    views.forEach(
        (window, count) -> lines.add(window.campaign() + "," + window.start() + "," + count));
    Files.write(file, lines, UTF_8);
  }

  static Sent read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, UTF_8);
    Map<CampaignWindow, Long> views = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split(",", -1);
      views.put(
          new CampaignWindow(columns[0], Long.parseLong(columns[1])), Long.parseLong(columns[2]));
    }
    String[] first = lines.get(0).split(",", -1);
    return new Sent(Long.parseLong(first[0]), Long.parseLong(first[1]), views);
  }
}
