package dev.flinkjobs.input;

import dev.flinkjobs.record.EventTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Files in the order of their first rows, in which they are read: so a reader is done with what is
 * early before it comes to what is late, and windows need not wait for long.
 *
 * @param spans by the id of a split
 */
record TimedFiles(List<FileInput.File> files, Map<String, TimeSpan> spans) {

  static TimedFiles of(List<FileInput.File> files, Function<FileInput.File, TimeSpan> spanOf) {
    record Timed(FileInput.File file, TimeSpan span) {}
    List<Timed> timed = new ArrayList<>();
    files.forEach(file -> timed.add(new Timed(file, spanOf.apply(file))));
    timed.sort(Comparator.comparingLong(file -> file.span.first()));
    Map<String, TimeSpan> spans = new HashMap<>();
    for (int i = 0; i < timed.size(); i++) {
      spans.put(FileInput.place(i), timed.get(i).span);
    }
    return new TimedFiles(timed.stream().map(Timed::file).toList(), spans);
  }

  /**
   * What the watermark of each file may not pass, by the id of its split. Files are read one after
   * another, by whichever reader is free: so the watermark of one has to wait for those behind it,
   * and stays where it would be behind the first row of each of them.
   */
  Map<String, Long> watermarkBounds(EventTime time) {
    Map<String, Long> bounds = new HashMap<>();
    long bound = Long.MAX_VALUE;
    for (int i = files.size() - 1; i > 0; i--) {
      long first = span(i).first();
      bound =
          Math.min(bound, first == Long.MIN_VALUE ? EventTime.NO_WATERMARK : time.watermark(first));
      bounds.put(FileInput.place(i - 1), bound);
    }
    return bounds;
  }

  private TimeSpan span(int file) {
    return spans.getOrDefault(FileInput.place(file), TimeSpan.UNKNOWN);
  }
}
