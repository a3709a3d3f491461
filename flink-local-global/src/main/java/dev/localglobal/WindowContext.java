package dev.localglobal;

import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** What a window function is told of the window, and the state that it has. */
final class WindowContext<K, R, OUT> extends ProcessWindowFunction<R, OUT, K, TimeWindow>.Context {
  private static final long serialVersionUID = 1L;

  private final transient GlobalWindows<K, ?, ?, R, OUT> operator;

  TimeWindow window;
  int revision;

  WindowContext(
      ProcessWindowFunction<R, OUT, K, TimeWindow> function,
      GlobalWindows<K, ?, ?, R, OUT> operator) {
    function.super();
    this.operator = operator;
  }

  @Override
  public TimeWindow window() {
    return window;
  }

  @Override
  public long currentProcessingTime() {
    return operator.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return operator.currentWatermark();
  }

  /** Whatever kind of state it is, of this key and window. */
  @Override
  public KeyedStateStore windowState() {
    operator.checkWindowState();
    return (KeyedStateStore)
        Proxy.newProxyInstance(
            WindowContext.class.getClassLoader(),
            new Class<?>[] {KeyedStateStore.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof StateDescriptor<?, ?> descriptor) {
                State state =
                    operator.getPartitionedState(window, new TimeWindow.Serializer(), descriptor);
                return state instanceof ListState<?> list ? new Values<>(list) : state;
              }
              throw new UnsupportedOperationException(
                  method + ": LocalGlobal has no asynchronous state");
            });
  }

  /** A list as Flink gives it to functions: empty where a backend has null. */
  private record Values<V>(ListState<V> state) implements ListState<V> {
    @Override
    public Iterable<V> get() throws Exception {
      Iterable<V> values = state.get();
      return values == null ? List.of() : values;
    }

    @Override
    public void add(V value) throws Exception {
      state.add(value);
    }

    @Override
    public void addAll(List<V> values) throws Exception {
      state.addAll(values);
    }

    @Override
    public void update(List<V> values) throws Exception {
      state.update(values);
    }

    @Override
    public void clear() {
      state.clear();
    }
  }

  @Override
  public KeyedStateStore globalState() {
    return operator.getKeyedStateStore();
  }

  @Override
  public <X> void output(OutputTag<X> tag, X value) {
    operator.output(tag, new StreamRecord<>(value, window.maxTimestamp()));
  }
}
