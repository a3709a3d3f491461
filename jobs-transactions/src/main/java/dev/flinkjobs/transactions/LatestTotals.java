package dev.flinkjobs.transactions;

import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Emits the total of each group at the end of the input, and before that, if it changed, once in
 * every interval of the clock. Keeps one total for each group.
 */
final class LatestTotals extends KeyedProcessFunction<GroupKey, GroupTotal, GroupTotal> {
  private static final long serialVersionUID = 1L;

  /** Timers of the clock do not fire at the end of the input; this one of event time does. */
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final @Nullable Duration interval;

  private transient ValueState<GroupTotal> total;
  private transient ValueState<Long> emittedCount;

  /**
   * @param interval null to emit at the end only
   */
  LatestTotals(@Nullable Duration interval) {
    this.interval = interval;
  }

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", GroupTotal.class));
    emittedCount =
        getRuntimeContext().getState(new ValueStateDescriptor<>("emitted-count", Types.LONG));
  }

  @Override
  public void processElement(GroupTotal rows, Context context, Collector<GroupTotal> out)
      throws Exception {
    TimerService timers = context.timerService();
    GroupTotal before = total.value();
    if (before == null) {
      timers.registerEventTimeTimer(END_OF_INPUT);
    }
    total.update(before == null ? rows : before.plus(rows));
    if (interval != null) {
      long millis = interval.toMillis();
      // On a common grid, so that a group has one timer however many rows it gets meanwhile.
      timers.registerProcessingTimeTimer((timers.currentProcessingTime() / millis + 1) * millis);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<GroupTotal> out)
      throws Exception {
    GroupTotal now = total.value();
    Long emitted = emittedCount.value();
    if (emitted == null || emitted != now.count()) {
      out.collect(now);
      if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
        emittedCount.update(now.count());
      }
    }
  }
}
