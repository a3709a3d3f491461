package dev.localglobal;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.util.FlinkRuntimeException;

/** A reduce function as an aggregate function: the first value is the first accumulator. */
final class ReduceAggregate<V> implements AggregateFunction<V, V, V> {
  private static final long serialVersionUID = 1L;

  private final ReduceFunction<V> function;

  ReduceAggregate(ReduceFunction<V> function) {
    this.function = function;
  }

  @Override
  public V createAccumulator() {
    return null;
  }

  @Override
  public V add(V value, V before) {
    return before == null ? value : merge(before, value);
  }

  @Override
  public V getResult(V accumulator) {
    return accumulator;
  }

  @Override
  public V merge(V a, V b) {
    try {
      return function.reduce(a, b);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new FlinkRuntimeException("reduce has failed", failed);
    }
  }
}
