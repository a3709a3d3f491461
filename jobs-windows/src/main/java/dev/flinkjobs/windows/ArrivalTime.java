package dev.flinkjobs.windows;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Gives each row the time of its element, which is that at which it was read. */
final class ArrivalTime extends ProcessFunction<Measurement, Measurement> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Measurement row, Context context, Collector<Measurement> out) {
    out.collect(new Measurement(row.key(), context.timestamp(), row.value()));
  }
}
