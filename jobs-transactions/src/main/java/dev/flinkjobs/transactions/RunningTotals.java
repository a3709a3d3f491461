package dev.flinkjobs.transactions;

import dev.flinkjobs.record.GroupKey;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Emits, for each row, the total of its group so far. Keeps one total for each group. */
final class RunningTotals extends KeyedProcessFunction<GroupKey, GroupTotal, GroupTotal> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<GroupTotal> total;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", GroupTotal.class));
  }

  @Override
  public void processElement(GroupTotal row, Context context, Collector<GroupTotal> out)
      throws Exception {
    GroupTotal before = total.value();
    GroupTotal now = before == null ? row : before.plus(row);
    total.update(now);
    out.collect(now);
  }
}
