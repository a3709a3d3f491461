package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import dev.flinkjobs.record.DecimalSumSerializer;
import dev.flinkjobs.record.GroupKey;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Emits, for each row, the total of its group so far. Keeps one total for each group. */
final class RunningTotals extends KeyedProcessFunction<GroupKey, GroupAmounts, GroupTotal> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<DecimalSum> total;

  @Override
  public void open(OpenContext context) {
    total =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("total", new DecimalSumSerializer()));
  }

  @Override
  public void processElement(GroupAmounts rows, Context context, Collector<GroupTotal> out)
      throws Exception {
    DecimalSum before = total.value();
    DecimalSum now = before == null ? new DecimalSum() : before;
    List<Decimal> amounts = rows.amounts();
    for (int i = 0; i < amounts.size(); i++) {
      now.add(amounts.get(i));
      out.collect(new GroupTotal(rows.group(), now.sum(), now.count()));
    }
    total.update(now);
  }
}
