package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The results beyond one of two thresholds. A result on a threshold is not beyond it.
 *
 * @param above null for none
 * @param below null for none
 */
record FindAlerts(@Nullable Decimal above, @Nullable Decimal below)
    implements FlatMapFunction<WindowResult, Alert> {
  @Override
  public void flatMap(WindowResult result, Collector<Alert> out) {
    Decimal answer = result.aggregate().value();
    if (above != null && answer.compareTo(above) > 0) {
      out.collect(new Alert(result, true, above));
    }
    if (below != null && answer.compareTo(below) < 0) {
      out.collect(new Alert(result, false, below));
    }
  }
}
