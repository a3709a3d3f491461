package dev.localglobal;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Emits a result for each value, in the order of the values of a key. */
final class GlobalValues<K, V, L, A, R, OUT> extends AbstractUdfStreamOperator<OUT, Function>
    implements OneInputStreamOperator<ValuesBundle<K, L>, OUT> {
  private static final long serialVersionUID = 1L;

  private final ValueLists<V, L> lists;
  private final AggregateFunction<V, A, R> aggregate;
  private final ResultFunction<K, R, OUT> result;
  private final TypeSerializer<A> accumulators;

  private transient AggregatingState<L, A> state;
  private transient StreamRecord<OUT> record;
  private transient ValuesBundle<K, L> bundle;

  /** The values that are added next are of this key. */
  private transient K key;

  private transient int from;
  private transient int to;

  /** By number of the key; used in a chain. */
  private transient Object[] inChain;

  /** What a key's accumulator becomes; null to add values. */
  private transient A replacement;

  /**
   * @param function the user's, whose life is that of this operator
   */
  GlobalValues(
      Function function,
      ValueLists<V, L> lists,
      AggregateFunction<V, A, R> aggregate,
      ResultFunction<K, R, OUT> result,
      TypeSerializer<A> accumulators) {
    super(function);
    this.lists = lists;
    this.aggregate = aggregate;
    this.result = result;
    this.accumulators = accumulators;
  }

  /**
   * What the state adds: it emits meanwhile, since state on the heap then looks a key up once for
   * all of its values, instead of once to read and once to write.
   */
  private final class Emitting implements AggregateFunction<L, A, A> {
    private static final long serialVersionUID = 1L;

    @Override
    public A createAccumulator() {
      return aggregate.createAccumulator();
    }

    @Override
    public A add(L values, A before) {
      if (replacement != null) {
        return replacement;
      }
      A accumulator = before;
      for (int i = from; i < to; i++) {
        accumulator = addAndEmit(i, accumulator);
      }
      return accumulator;
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

  private A addAndEmit(int row, A before) {
    A accumulator = aggregate.add(lists.get(bundle.values, row), before);
    OUT out = result.result(key, aggregate.getResult(accumulator));
    if (bundle.timestamps != null && bundle.hasTimestamps) {
      record.replace(out, bundle.timestamps[row]);
    } else if (bundle.hasTimestamps) {
      record.replace(out, Long.MIN_VALUE);
    } else {
      record.replace(out);
    }
    output.collect(record);
    return accumulator;
  }

  @Override
  public void open() throws Exception {
    super.open();
    state =
        getPartitionedState(
            new AggregatingStateDescriptor<>(
                "local-global-aggregate", new Emitting(), accumulators));
    Backends.check(state);
    record = new StreamRecord<>(null);
    inChain = new Object[LocalOperator.MAX_ROWS];
  }

  /** Keys are set one by one. */
  @Override
  public void setKeyContextElement(StreamRecord<ValuesBundle<K, L>> element) {}

  @Override
  public void processElement(StreamRecord<ValuesBundle<K, L>> element) throws Exception {
    bundle = element.getValue();
    if (bundle.keyOfRow != null) {
      addInOrder();
      return;
    }
    from = 0;
    for (int i = 0; i < bundle.keyCount; i++) {
      key = bundle.key(i);
      to = from + bundle.counts[i];
      setCurrentKey(key);
      state.add(bundle.values);
      from = to;
    }
  }

  /**
   * In a chain results are in the order of all rows. Each accumulator is read at the first row of
   * its key and written once, before a barrier can come.
   */
  private void addInOrder() throws Exception {
    int known = 0;
    for (int row = 0; row < bundle.rowCount; row++) {
      int number = bundle.keyOfRow[row];
      key = bundle.key(number);
      if (number == known) {
        known++;
        setCurrentKey(key);
        A before = state.get();
        inChain[number] = before == null ? aggregate.createAccumulator() : before;
      }
      inChain[number] = addAndEmit(row, inChain(number));
    }
    for (int number = 0; number < known; number++) {
      setCurrentKey(bundle.key(number));
      replacement = inChain(number);
      state.add(bundle.values);
      inChain[number] = null;
    }
    replacement = null;
  }

  @SuppressWarnings("unchecked")
  private A inChain(int number) {
    return (A) inChain[number];
  }
}
