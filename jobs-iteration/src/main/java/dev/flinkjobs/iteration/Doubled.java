package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Message;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Twice the value, or an error if that is no long. */
final class Doubled implements MapFunction<Placed, Placed> {
  private static final long serialVersionUID = 1L;

  @Override
  public Placed map(Placed placed) {
    try {
      return new Placed(placed.place(), Math.multiplyExact(placed.value(), 2));
    } catch (ArithmeticException overflow) {
      throw new SuppressRestartsException(
          new ArithmeticException(
              Message.of(
                  "twice %d does not fit into 64 bits; give a smaller --until, or values that are"
                      + " less far apart",
                  placed.value())));
    }
  }
}
