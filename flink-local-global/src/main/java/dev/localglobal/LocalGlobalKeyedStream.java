package dev.localglobal;

import java.util.Objects;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.Window;

/** Rows by key, as Flink's {@code KeyedStream}. */
public final class LocalGlobalKeyedStream<T, K> extends LocalGlobalValues<T, T, K> {

  LocalGlobalKeyedStream(LocalGlobal<T> rows, KeySelector<T, K> key, TypeInformation<K> keyType) {
    super(rows, key, keyType, row -> row, null);
  }

  /**
   * Rows by window, as {@code KeyedStream.window}.
   *
   * @param assigner tumbling, sliding or session windows over event time, or one's own that are
   *     {@link SlicedWindows}
   */
  public <W extends Window> LocalGlobalWindowedStream<T, K, W> window(
      WindowAssigner<? super T, W> assigner) {
    return new LocalGlobalWindowedStream<>(this, assigner);
  }

  /**
   * Of each row only a value, which a bundle keeps in a list of its own kind.
   *
   * @param value takes the value from a row
   * @param lists how values are kept and written
   */
  public <V> LocalGlobalValues<T, V, K> values(MapFunction<T, V> value, ValueLists<V, ?> lists) {
    return new LocalGlobalValues<>(rows, key, keyType, clean(value), Objects.requireNonNull(lists));
  }
}
