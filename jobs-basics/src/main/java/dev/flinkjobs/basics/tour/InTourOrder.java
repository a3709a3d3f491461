package dev.flinkjobs.basics.tour;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * All stops run at once: keeps what they give until the end, and shows it stop by stop. Results of
 * a stop stay in the order in which they come, which for those of several streams or subtasks is
 * another one in each run.
 */
final class InTourOrder extends KeyedProcessFunction<String, Result, String> {
  private static final long serialVersionUID = 1L;

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final List<String> headings;

  private transient ListState<Result> results;

  /**
   * @param headings by the number of the stop
   */
  InTourOrder(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  @Override
  public void open(OpenContext context) {
    results = getRuntimeContext().getListState(new ListStateDescriptor<>("results", Result.class));
  }

  @Override
  public void processElement(Result result, Context context, Collector<String> out)
      throws Exception {
    results.add(result);
    context.timerService().registerEventTimeTimer(END_OF_INPUT);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
      throws Exception {
    List<Result> all = new ArrayList<>();
    results.get().forEach(all::add);
    for (int stop = 0; stop < headings.size(); stop++) {
      int number = stop;
      out.collect(headings.get(stop));
      all.stream()
          .filter(result -> result.stop() == number)
          .forEach(result -> out.collect("  " + result.text()));
    }
  }
}
