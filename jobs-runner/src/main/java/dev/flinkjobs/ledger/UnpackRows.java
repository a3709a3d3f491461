package dev.flinkjobs.ledger;

import dev.flinkjobs.record.RowBatch;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The accepted records of each batch, one by one. */
public final class UnpackRows<T> implements FlatMapFunction<RowBatch<T>, T> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(RowBatch<T> batch, Collector<T> out) {
    for (T row : batch.rows()) {
      out.collect(row);
    }
  }
}
