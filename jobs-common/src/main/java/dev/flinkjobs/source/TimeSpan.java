package dev.flinkjobs.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * From when to when the rows of a file are.
 *
 * @param first the time of its first row, in milliseconds since 1970-01-01T00:00:00Z
 * @param last the time of its last row; {@link Long#MAX_VALUE} if that is not known
 */
public record TimeSpan(long first, long last) implements Serializable {

  /** Of a file of which nothing is known: it overlaps with all. */
  public static final TimeSpan UNKNOWN = new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE);

  /** How many of the spans are about the same time, at most. */
  public static int mostAtOnce(Collection<TimeSpan> spans) {
    List<TimeSpan> byFirst = new ArrayList<>(spans);
    byFirst.sort(Comparator.comparingLong(TimeSpan::first));
    PriorityQueue<Long> open = new PriorityQueue<>();
    int most = 0;
    for (TimeSpan span : byFirst) {
      while (!open.isEmpty() && open.peek() <= span.first) {
        open.poll();
      }
      open.add(span.last);
      most = Math.max(most, open.size());
    }
    return most;
  }
}
