package dev.localglobal;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Merges accumulators by key. Emits each key's result at the end of the input, and before that, if
 * it has changed, once in each interval of the clock.
 */
final class GlobalAggregate<K, A, T, R, OUT> extends AbstractUdfStreamOperator<OUT, Function>
    implements OneInputStreamOperator<Entries<K, A, T>, OUT>, Triggerable<K, Byte> {
  private static final long serialVersionUID = 1L;

  /** Timers of the clock do not fire at the end of the input; those of event time do. */
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private static final Byte NO_NAMESPACE = 0;

  private final AggregateFunction<?, A, R> aggregate;
  private final ResultFunction<K, R, OUT> result;
  private final TypeSerializer<A> accumulators;
  private final long interval;

  private transient AggregatingState<A, A> state;
  private transient InternalTimerService<Byte> timers;
  private transient StreamRecord<OUT> record;
  private transient boolean isNew;
  private transient boolean hasEnded;

  /** Then a key's state may be of a program that emitted at intervals, without a timer now. */
  private transient boolean isRestored;

  /**
   * @param interval in milliseconds; 0 to emit at the end only
   */
  GlobalAggregate(
      AggregateFunction<?, A, R> aggregate,
      ResultFunction<K, R, OUT> result,
      TypeSerializer<A> accumulators,
      long interval) {
    super(aggregate);
    this.aggregate = aggregate;
    this.result = result;
    this.accumulators = accumulators;
    this.interval = interval;
  }

  /** What the state adds: accumulators, which also tell whether they are the first of their key. */
  private final class Merging implements AggregateFunction<A, A, A> {
    private static final long serialVersionUID = 1L;

    @Override
    public A createAccumulator() {
      return null;
    }

    @Override
    public A add(A more, A before) {
      isNew = before == null;
      return isNew ? more : aggregate.merge(before, more);
    }

    @Override
    public A getResult(A accumulator) {
      return accumulator;
    }

    @Override
    public A merge(A a, A b) {
      return aggregate.merge(a, b);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    state =
        getPartitionedState(
            new AggregatingStateDescriptor<>(
                "local-global-aggregate", new Merging(), accumulators));
    Backends.check(state);
    timers =
        getInternalTimerService(
            "emit", Types.BYTE.createSerializer(getExecutionConfig().getSerializerConfig()), this);
    record = new StreamRecord<>(null);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    isRestored = context.isRestored();
  }

  /** Keys are set one by one. */
  @Override
  public void setKeyContextElement(StreamRecord<Entries<K, A, T>> element) {}

  @Override
  public void processElement(StreamRecord<Entries<K, A, T>> element) throws Exception {
    // On a common grid, so that a key has one timer however often it changes meanwhile.
    long now = interval == 0 ? 0 : timers.currentProcessingTime();
    for (Entry<K, A, T> entry : element.getValue().list) {
      setCurrentKey(entry.key);
      state.add(entry.accumulator);
      if (interval > 0) {
        timers.registerProcessingTimeTimer(NO_NAMESPACE, (now / interval + 1) * interval);
        timers.registerEventTimeTimer(NO_NAMESPACE, END_OF_INPUT);
      } else if (isNew || isRestored) {
        timers.registerEventTimeTimer(NO_NAMESPACE, END_OF_INPUT);
      }
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<K, Byte> timer) throws Exception {
    if (!hasEnded) {
      timers.deleteEventTimeTimer(NO_NAMESPACE, END_OF_INPUT);
      emit(timer.getKey());
    }
  }

  @Override
  public void onEventTime(InternalTimer<K, Byte> timer) throws Exception {
    hasEnded = true;
    emit(timer.getKey());
  }

  private void emit(K key) throws Exception {
    output.collect(record.replace(result.result(key, aggregate.getResult(state.get()))));
  }
}
