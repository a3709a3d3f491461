package dev.flinkjobs.basics.tour;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** All stops run at once: keeps what they give until the end, and shows it stop by stop. */
final class InTourOrder extends KeyedProcessFunction<String, Result, String> {
  private static final long serialVersionUID = 1L;

  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final List<String> headings;
  private final List<Order> orders;

  private transient ListState<Result> results;

  /**
   * @param headings by the number of the stop
   * @param orders of its results
   */
  InTourOrder(List<String> headings, List<Order> orders) {
    this.headings = List.copyOf(headings);
    this.orders = List.copyOf(orders);
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
      List<String> texts =
          all.stream().filter(result -> result.stop() == number).map(Result::text).toList();
      orders.get(stop).of(texts).forEach(text -> out.collect("  " + text));
    }
  }
}
