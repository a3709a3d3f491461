package dev.flinkjobs.source;

import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.time.EventTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The times of the rows of files. Files are read in the order of their first rows, so that the
 * watermark advances with them and windows fire early.
 *
 * @param inOrder the ids of the files' splits, that of the first to read first
 * @param spans by the id of a split
 */
public record TimedFiles(List<String> inOrder, Map<String, TimeSpan> spans) {

  /**
   * Files in the order of their first rows.
   *
   * @param files by the ids of their splits
   */
  public static TimedFiles of(Map<String, InputFile> files, Function<InputFile, TimeSpan> spanOf) {
    Map<String, TimeSpan> spans = new HashMap<>();
    files.forEach((id, file) -> spans.put(id, spanOf.apply(file)));
    return new TimedFiles(spans.keySet().stream().sorted(order(spans)).toList(), spans);
  }

  /**
   * That of first rows; of files whose first rows are of one time, that in which they are given.
   */
  static Comparator<String> order(Map<String, TimeSpan> spans) {
    return Comparator.comparingLong((String id) -> span(spans, id).first())
        .thenComparing(Comparator.naturalOrder());
  }

  static TimeSpan span(Map<String, TimeSpan> spans, String id) {
    return spans.getOrDefault(id, TimeSpan.UNKNOWN);
  }

  /**
   * What the watermark of each file may not pass, by the id of its split. Files are read one after
   * another, by whichever reader is free: so the watermark of one has to wait for those behind it,
   * and stays where it would be behind the first row of each of them.
   */
  public Map<String, Long> watermarkBounds(EventTime time) {
    Map<String, Long> bounds = new HashMap<>();
    long bound = Long.MAX_VALUE;
    for (int i = inOrder.size() - 1; i > 0; i--) {
      long first = span(spans, inOrder.get(i)).first();
      bound =
          Math.min(bound, first == Long.MIN_VALUE ? RowBatch.NO_WATERMARK : time.watermark(first));
      bounds.put(inOrder.get(i - 1), bound);
    }
    return bounds;
  }
}
