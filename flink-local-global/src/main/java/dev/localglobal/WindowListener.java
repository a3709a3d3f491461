package dev.localglobal;

import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Hears what the window operator does, in order, from the thread of its only subtask. What it
 * throws fails the job. Times are in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @param <K> keys
 * @param <T> rows
 */
public interface WindowListener<K, T> extends Serializable {

  /** Called before all others, once for each attempt. */
  void open(RuntimeContext context) throws Exception;

  /** A row has arrived. What it opens, extends, revises or misses follows. */
  void arrived(K key, T row, long timestamp) throws Exception;

  /**
   * The watermark has moved; {@code Long.MAX_VALUE} at the end of the input. What fires and expires
   * by it follows.
   */
  void advanced(long watermark) throws Exception;

  /** The first row of a key and window was counted. */
  void opened(K key, TimeWindow window) throws Exception;

  /** A session has grown, and takes the place of those sessions of its key that it touches. */
  void extended(K key, TimeWindow session) throws Exception;

  /**
   * A result was emitted.
   *
   * @param result of the {@code AggregateFunction}; must not be kept
   * @param revision 0 when the window fires, 1 and more where late rows have changed it
   */
  void emitted(K key, TimeWindow window, Object result, int revision) throws Exception;

  /** A window of a key counts no more rows. */
  void expired(K key, TimeWindow window) throws Exception;

  /** The row that arrived last came too late for a window at least. */
  void late(K key, LateRow<T> row) throws Exception;

  /** Called behind all others, if all input was read. */
  void finish() throws Exception;
}
