package dev.localglobal;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A window function of the older kind. */
final class ApplyWindowFunction<R, OUT, K> extends ProcessWindowFunction<R, OUT, K, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private final WindowFunction<R, OUT, K, TimeWindow> function;

  ApplyWindowFunction(WindowFunction<R, OUT, K, TimeWindow> function) {
    this.function = function;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void open(OpenContext context) throws Exception {
    if (function instanceof RichFunction rich) {
      rich.open(context);
    }
  }

  @Override
  public void close() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.close();
    }
  }

  @Override
  public void process(K key, Context context, Iterable<R> results, Collector<OUT> out)
      throws Exception {
    function.apply(key, context.window(), results, out);
  }
}
