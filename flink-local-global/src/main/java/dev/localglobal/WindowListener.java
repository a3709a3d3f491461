package dev.localglobal;

import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * What a window function implements to hear all that the operator does, in order. So that it does,
 * rows are not added up before the windows, and watermarks are not held back: results are the same,
 * and slower. Needs {@link LocalGlobal#chained}. Times are in milliseconds since
 * 1970-01-01T00:00:00Z; what is thrown fails the job.
 *
 * @param <K> keys
 * @param <T> rows
 */
public interface WindowListener<K, T> {

  /** What becomes of a window of a key, besides its results. */
  enum Change {
    /** Its first row was counted. */
    OPENED,
    /** A session has grown, and takes the place of those of its key that it touches. */
    EXTENDED,
    /** It counts no more rows. */
    EXPIRED
  }

  /** A row has arrived. What it changes and misses follows. */
  void arrived(K key, T row, long timestamp) throws Exception;

  /** The watermark has moved, at the end of the input to {@code Long.MAX_VALUE}. */
  void advanced(long watermark) throws Exception;

  void changed(Change change, K key, TimeWindow window) throws Exception;

  /** The row that arrived last came too late for a window at least. */
  void late(K key, LateRow<T> row) throws Exception;
}
