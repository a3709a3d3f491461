package dev.localglobal;

import java.io.Serializable;
import org.apache.flink.api.common.functions.Function;

/** Adds its key to a result: an {@code AggregateFunction} does not know whose rows it adds up. */
@FunctionalInterface
public interface ResultFunction<K, R, OUT> extends Function, Serializable {

  /** What is emitted for a key and its result. Must not keep the result, which may change. */
  OUT result(K key, R result);
}
