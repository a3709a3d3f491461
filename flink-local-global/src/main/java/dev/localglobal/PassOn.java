package dev.localglobal;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Emits results as they are, where a program has no window function. */
final class PassOn<K, R> extends ProcessWindowFunction<R, R, K, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(K key, Context context, Iterable<R> results, Collector<R> out) {
    results.forEach(out::collect);
  }
}
