package dev.localglobal;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Adds up the rows of a key and a span of time. The watermark is held back with them: a thousand of
 * them are as good as the last, as long as nothing between them depends on one.
 *
 * <p>A row that is not late here cannot be late behind the shuffle, where the watermark is the
 * least of all subtasks'. One that may be late is not added up: it goes as it is, behind the
 * watermark that it may be late for.
 */
final class LocalAggregate<E, T, K, V, A> extends LocalOperator<E, T, K, Entries<K, A, T>> {
  private static final long serialVersionUID = 1L;

  private static final int PLACES_LOG2 = 12;
  private static final int FEW = 8;

  private static final MapStateDescriptor<String, Long> BOUND =
      new MapStateDescriptor<>("local-global-bound", Types.STRING, Types.LONG);

  private static final String BOUND_KEY = "bound";

  private final MapFunction<T, V> value;
  private final AggregateFunction<V, A, ?> aggregate;
  private final Spans<T> spans;
  private final boolean isBundling;

  /** By key group. Null where there is nothing to send. */
  private transient Entries<K, A, T>[] bundles;

  /**
   * Where an accumulator is found again by its hash. Another one may take its place: two
   * accumulators of a key are as good as one.
   */
  private transient Entry<K, A, T>[] places;

  private transient int rowCount;

  /** Of a new bundle: somewhat more than the bundles that were sent last had on average. */
  private transient int capacity;

  /** In broadcast state, which goes to any number of subtasks, also once some have finished. */
  private transient BroadcastState<String, Long> savedBound;

  /**
   * The watermark behind the shuffle is not beyond this one. If other subtasks go on without this
   * one, it may be anywhere.
   */
  private transient long bound;

  /**
   * @param isBundling whether rows are added up and watermarks held back, or all goes on as it
   *     comes
   */
  LocalAggregate(
      Rows<E, T> rows,
      KeySelector<T, K> keySelector,
      MapFunction<T, V> value,
      AggregateFunction<V, A, ?> aggregate,
      Spans<T> spans,
      boolean isBundling) {
    super(rows, keySelector);
    this.value = value;
    this.aggregate = aggregate;
    this.spans = spans;
    this.isBundling = isBundling;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    savedBound = context.getOperatorStateStore().getBroadcastState(BOUND);
    Long saved = savedBound.get(BOUND_KEY);
    bound = saved == null ? Long.MIN_VALUE : saved;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    savedBound.put(BOUND_KEY, bound);
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public void open() throws Exception {
    super.open();
    bundles = new Entries[keyGroups()];
    places = new Entry[1 << PLACES_LOG2];
    capacity = FEW;
  }

  @Override
  void add(T row, long timestamp) throws Exception {
    spans.locate(row, timestamp);
    if (spans.isBehind(heldWatermark())) {
      send();
    }
    K key = Objects.requireNonNull(keySelector.getKey(row), "the key of a row must not be null");
    int hash = key.hashCode();
    // Slices of one key have places of their own; the parts of a session must meet.
    int ofSpan = spans.kind == Entry.SLICE ? Long.hashCode(spans.end) : 0;
    int place = ((hash + ofSpan) * LocalValues.SPREAD) >>> (Integer.SIZE - PLACES_LOG2);
    if (!isBundling || spans.mayBeLate(bound)) {
      collect(new Entry<>(Entry.ROW, key, hash, timestamp, timestamp, null, row));
      places[place] = null; // Later rows of the key must not overtake this one.
    } else if (!spans.isInNoWindow()) {
      addOnTime(key, hash, place, value.map(row));
    }
    rowCount++;
    if (rowCount == MAX_ROWS) {
      send();
    }
  }

  private void addOnTime(K key, int hash, int place, V value) {
    Entry<K, A, T> entry = places[place];
    long start = spans.start;
    long end = spans.end;
    if (entry != null
        && entry.hash == hash
        && entry.start <= end
        && entry.end >= start
        && (entry.key == key || entry.key.equals(key))) {
      entry.accumulator = aggregate.add(value, entry.accumulator);
      entry.start = Math.min(entry.start, start);
      entry.end = Math.max(entry.end, end);
    } else {
      A accumulator = aggregate.add(value, aggregate.createAccumulator());
      entry = new Entry<>(spans.kind, key, hash, start, end, accumulator, null);
      places[place] = entry;
      collect(entry);
    }
  }

  private void collect(Entry<K, A, T> entry) {
    int group = KeyGroupRangeAssignment.computeKeyGroupForKeyHash(entry.hash, bundles.length);
    Entries<K, A, T> bundle = bundles[group];
    if (bundle == null) {
      bundle = new Entries<>(capacity);
      bundles[group] = bundle;
    }
    bundle.list.add(entry);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    bound = Math.max(bound, mark.getTimestamp());
    if (isBundling) {
      hold(mark);
    } else {
      super.processWatermark(mark);
    }
  }

  /** The others go on without this subtask, and all its rows may be late when it comes back. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    super.processWatermarkStatus(status);
    if (status.isIdle()) {
      bound = Long.MAX_VALUE;
    }
  }

  @Override
  void sendRows() {
    if (rowCount > 0) {
      int entries = 0;
      int sent = 0;
      for (int i = 0; i < bundles.length; i++) {
        Entries<K, A, T> bundle = bundles[i];
        if (bundle != null) {
          bundles[i] = null;
          entries += bundle.list.size();
          sent++;
          output.collect(new StreamRecord<>(bundle));
        }
      }
      int average = sent == 0 ? 0 : entries / sent;
      capacity = FEW + average + average / 4;
      Arrays.fill(places, null);
      rowCount = 0;
    }
  }
}
