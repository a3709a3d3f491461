package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Emits, for each row, the total of its group so far. Keeps one total for each group. */
final class RunningTotals extends KeyedProcessFunction<GroupKey, GroupAmounts, GroupTotal> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<GroupTotal> total;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", GroupTotal.class));
  }

  @Override
  public void processElement(GroupAmounts rows, Context context, Collector<GroupTotal> out)
      throws Exception {
    GroupTotal now = total.value();
    for (Decimal amount : rows.amounts()) {
      now = GroupTotal.next(now, rows.group(), amount);
      out.collect(now);
    }
    total.update(now);
  }
}
