package dev.flinkjobs.ledger;

import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes the first row of each id on, and the others to a side output. A row counts again when it
 * is later than the last one that counted by a duration: by then the id is forgotten, once the
 * watermark is there, or the clock.
 */
public final class DistinctRows<T>
    extends KeyedProcessFunction<GroupKey, IdentifiedRow<T>, RowBatch<T>> {
  private static final long serialVersionUID = 1L;

  /** So that the end of a time span is still a number. */
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final boolean hasTime;
  private final long forgetAfter;
  private final OutputTag<IdentifiedRow<T>> duplicates;

  /** The time of the row that counted; 0 where it is of no use. */
  private transient ValueState<Long> counted;

  /**
   * @param type of the rows
   * @param hasTime whether rows are {@link dev.flinkjobs.time.Timed} and have watermarks; else the
   *     clock counts
   * @param forgetAfter null for never
   */
  public DistinctRows(
      TypeInformation<IdentifiedRow<T>> type, boolean hasTime, @Nullable Duration forgetAfter) {
    this.hasTime = hasTime;
    this.forgetAfter = forgetAfter == null ? FOR_EVER : Math.min(forgetAfter.toMillis(), FOR_EVER);
    this.duplicates = new OutputTag<>("duplicates", type);
  }

  /** The rows that are not passed on. */
  public OutputTag<IdentifiedRow<T>> duplicates() {
    return duplicates;
  }

  @Override
  public void open(OpenContext context) {
    counted = getRuntimeContext().getState(new ValueStateDescriptor<>("counted", Types.LONG));
  }

  @Override
  public void processElement(IdentifiedRow<T> row, Context context, Collector<RowBatch<T>> out)
      throws Exception {
    long time = time(row, context);
    Long before = counted.value();
    if (before != null && time - before < forgetAfter) {
      context.output(duplicates, row);
      return;
    }
    counted.update(time);
    if (forgetAfter < FOR_EVER) {
      if (hasTime) { // No row of the watermark's millisecond is expected any more.
        context.timerService().registerEventTimeTimer(time + forgetAfter - 1);
      } else {
        context.timerService().registerProcessingTimeTimer(time + forgetAfter);
      }
    }
    out.collect(new RowBatch<>(List.of(row.row()), List.of(), 0, RowBatch.NO_WATERMARK));
  }

  private long time(IdentifiedRow<T> row, Context context) {
    if (forgetAfter == FOR_EVER) {
      return 0;
    }
    return hasTime ? row.timestamp() : context.timerService().currentProcessingTime();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RowBatch<T>> out)
      throws Exception {
    Long time = counted.value();
    if (time != null && time + forgetAfter - 1 <= timestamp) {
      counted.clear();
    }
  }
}
