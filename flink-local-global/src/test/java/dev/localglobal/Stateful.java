package dev.localglobal;

import dev.localglobal.Programs.Result;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Uses all that a window function is given: state of the key and the window, a side output. */
final class Stateful extends ProcessWindowFunction<String, Result, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<String> NOTES = new OutputTag<>("notes", Types.STRING);

  private static final ValueStateDescriptor<Integer> RESULTS =
      new ValueStateDescriptor<>("results", Types.INT);

  private static final ValueStateDescriptor<String> NAME =
      new ValueStateDescriptor<>("name", Types.STRING);

  private static final ListStateDescriptor<String> SUMS =
      new ListStateDescriptor<>("sums", Types.STRING);

  private final boolean hasWindowState;
  private transient ValueState<Integer> opened;

  /**
   * @param hasWindowState not of sessions, which have none in Flink either
   */
  Stateful(boolean hasWindowState) {
    this.hasWindowState = hasWindowState;
  }

  @Override
  public void open(OpenContext context) {
    opened = getRuntimeContext().getState(new ValueStateDescriptor<>("opened", Types.INT));
  }

  @Override
  public void process(String key, Context context, Iterable<String> sums, Collector<Result> out)
      throws Exception {
    String sum = sums.iterator().next();
    context.globalState().getState(NAME).update(key);
    int results = more(context.globalState().getState(RESULTS));
    String text = sum + ", result " + results + "/" + more(opened);
    if (hasWindowState) {
      ListState<String> before = context.windowState().getListState(SUMS);
      text += " after " + before.get();
      before.add(sum);
    }
    TimeWindow window = context.window();
    out.collect(new Result(key, window.getStart(), window.getEnd(), text));
    context.output(NOTES, key + ": " + window);
  }

  @Override
  public void clear(Context context) throws Exception {
    KeyedStateStore ofKey = context.globalState();
    if (hasWindowState) {
      context.windowState().getListState(SUMS).clear();
    }
    String key = ofKey.getState(NAME).value();
    context.output(NOTES, key + ": cleared " + context.window());
  }

  private static int more(ValueState<Integer> state) throws Exception {
    Integer before = state.value();
    int now = before == null ? 1 : before + 1;
    state.update(now);
    return now;
  }
}
