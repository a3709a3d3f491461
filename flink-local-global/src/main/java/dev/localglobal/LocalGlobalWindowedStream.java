package dev.localglobal;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.DynamicEventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.assigners.WindowStagger;
import org.apache.flink.streaming.api.windowing.evictors.Evictor;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.api.windowing.windows.Window;
import org.apache.flink.util.OutputTag;

/**
 * Rows by key and window, as Flink's {@code WindowedStream}. Rows are judged as there: a row is
 * late for a window that has expired by the watermark when the row reaches the global operator; a
 * complete window is emitted again for each late row that it still counts. The watermark is in
 * checkpoints, so a job that is resumed judges as if it had never stopped. It may pass up to 20
 * milliseconds later than in Flink, and several at once, which shows in {@code currentWatermark()}
 * of a window function and nowhere else.
 */
public final class LocalGlobalWindowedStream<T, K, W extends Window> {
  private final LocalGlobalKeyedStream<T, K> keyed;
  private final WindowAssigner<? super T, TimeWindow> assigner;
  private long allowedLateness;
  private OutputTag<T> lateTag;
  private OutputTag<LateRow<T>> lateRowTag;

  @SuppressWarnings("unchecked")
  LocalGlobalWindowedStream(
      LocalGlobalKeyedStream<T, K> keyed, WindowAssigner<? super T, W> assigner) {
    this.keyed = keyed;
    check(assigner);
    this.assigner = (WindowAssigner<? super T, TimeWindow>) assigner;
  }

  private static void check(WindowAssigner<?, ?> assigner) {
    String name = assigner.getClass().getSimpleName();
    if (assigner.getClass() == DynamicEventTimeSessionWindows.class) {
      throw new UnsupportedOperationException(
          "window("
              + name
              + "): Flink loses the rows of a session whose window is that of a later row, so "
              + "LocalGlobal cannot give the same results; take EventTimeSessionWindows");
    }
    if (!assigner.isEventTime()) {
      throw new UnsupportedOperationException(
          "window("
              + name
              + "): not over event time; LocalGlobal has tumbling, sliding and session windows "
              + "over event time: leave LocalGlobal.of out for others");
    }
    boolean isKnown =
        assigner.getClass() == TumblingEventTimeWindows.class
            || assigner.getClass() == SlidingEventTimeWindows.class
            || isSession(assigner)
            || assigner instanceof SlicedWindows;
    if (!isKnown) {
      throw new UnsupportedOperationException(
          "window("
              + name
              + "): LocalGlobal does not know where its windows begin and end; "
              + "it has to implement dev.localglobal.SlicedWindows");
    }
    if (assigner.getClass() == TumblingEventTimeWindows.class) {
      checkStagger(assigner);
    }
    checkTrigger("window(" + name + ") with the trigger ", assigner.getDefaultTrigger());
  }

  private static boolean isSession(WindowAssigner<?, ?> assigner) {
    return assigner.getClass() == EventTimeSessionWindows.class;
  }

  /** Flink draws the offset of staggered windows in each operator, where it is hidden. */
  private static void checkStagger(WindowAssigner<?, ?> assigner) {
    Object stagger;
    try {
      Field field = TumblingEventTimeWindows.class.getDeclaredField("windowStagger");
      field.setAccessible(true);
      stagger = field.get(assigner);
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException(
          "this version of Flink does not tell whether windows are staggered", unknown);
    }
    if (stagger != WindowStagger.ALIGNED) {
      throw new UnsupportedOperationException(
          "window(TumblingEventTimeWindows) with WindowStagger."
              + stagger
              + ": each operator would draw an offset of its own; take WindowStagger.ALIGNED");
    }
  }

  private static void checkTrigger(String subject, Trigger<?, ?> trigger) {
    if (!(trigger instanceof EventTimeTrigger)) {
      throw new UnsupportedOperationException(
          subject
              + trigger.getClass().getSimpleName()
              + ": a trigger sees each row, which LocalGlobal does not send; "
              + "it has EventTimeTrigger, Flink's default");
    }
  }

  /** Refuses triggers other than the event-time trigger, which is the default. */
  public LocalGlobalWindowedStream<T, K, W> trigger(Trigger<? super T, ? super W> trigger) {
    checkTrigger("trigger ", trigger);
    return this;
  }

  /** Refuses evictors: they see each row, which is not sent. */
  @SuppressWarnings("DoNotCallSuggester")
  public LocalGlobalWindowedStream<T, K, W> evictor(Evictor<? super T, ? super W> evictor) {
    throw new UnsupportedOperationException(
        "evictor "
            + evictor.getClass().getSimpleName()
            + ": an evictor sees each row, which LocalGlobal does not send; "
            + "leave LocalGlobal.of out");
  }

  /** How long a complete window still counts late rows. */
  public LocalGlobalWindowedStream<T, K, W> allowedLateness(Duration lateness) {
    if (lateness.isNegative()) {
      throw new IllegalArgumentException(
          "allowedLateness(" + lateness + "): it must not be negative");
    }
    allowedLateness = lateness.toMillis();
    return this;
  }

  /** Where rows go that no window counts. */
  public LocalGlobalWindowedStream<T, K, W> sideOutputLateData(OutputTag<T> tag) {
    lateTag = Objects.requireNonNull(tag);
    return this;
  }

  /**
   * Where rows go that a window misses, with these windows, although others may count the row.
   * Beyond Flink, which drops a row in silence from those windows of several that have expired.
   */
  public LocalGlobalWindowedStream<T, K, W> sideOutputLateRows(OutputTag<LateRow<T>> tag) {
    lateRowTag = Objects.requireNonNull(tag);
    return this;
  }

  /** The aggregate of each key and window. */
  public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
    TypeInformation<T> rowType = rowType(function);
    return aggregate(
        function,
        LocalGlobalValues.accumulatorType(function, rowType),
        LocalGlobalValues.resultType(function, rowType));
  }

  /** The aggregate of each key and window, where Flink cannot extract types. */
  public <ACC, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, R> function,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    return build(function, new PassOn<>(), accumulatorType, resultType);
  }

  /** What the window function makes of the aggregate of each key and window. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> function, WindowFunction<V, R, K, W> windowFunction) {
    TypeInformation<T> rowType = rowType(function);
    TypeInformation<R> resultType =
        TypeExtractor.getUnaryOperatorReturnType(
            windowFunction,
            WindowFunction.class,
            0,
            1,
            new int[] {3, 0},
            LocalGlobalValues.resultType(function, rowType),
            null,
            true);
    return aggregate(
        function, windowFunction, LocalGlobalValues.accumulatorType(function, rowType), resultType);
  }

  /** As before, where Flink cannot extract types. */
  @SuppressWarnings("unchecked")
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> function,
      WindowFunction<V, R, K, W> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    WindowFunction<V, R, K, TimeWindow> cleaned =
        (WindowFunction<V, R, K, TimeWindow>) keyed.clean(windowFunction);
    return build(function, new ApplyWindowFunction<>(cleaned), accumulatorType, resultType);
  }

  /**
   * What the window function makes of the aggregate of each key and window. Its context has the
   * state of the key, and of the window unless it is a session; {@link LocalGlobal#revision} tells
   * how often the result was emitted before.
   */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> function, ProcessWindowFunction<V, R, K, W> windowFunction) {
    TypeInformation<T> rowType = rowType(function);
    TypeInformation<V> aggregateType = LocalGlobalValues.resultType(function, rowType);
    TypeInformation<R> resultType =
        TypeExtractor.getUnaryOperatorReturnType(
            windowFunction,
            ProcessWindowFunction.class,
            0,
            1,
            TypeExtractor.NO_INDEX,
            aggregateType,
            null,
            true);
    return aggregate(
        function,
        windowFunction,
        LocalGlobalValues.accumulatorType(function, rowType),
        aggregateType,
        resultType);
  }

  /** As before, where Flink cannot extract types. */
  @SuppressWarnings("unchecked")
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> function,
      ProcessWindowFunction<V, R, K, W> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<V> aggregateType,
      TypeInformation<R> resultType) {
    Objects.requireNonNull(aggregateType);
    return build(
        function,
        (ProcessWindowFunction<V, R, K, TimeWindow>) keyed.clean(windowFunction),
        accumulatorType,
        resultType);
  }

  private TypeInformation<T> rowType(AggregateFunction<T, ?, ?> function) {
    return keyed.rows.rowType(AggregateFunction.class, function);
  }

  @SuppressWarnings("unchecked")
  private <ACC, V, R> SingleOutputStreamOperator<R> build(
      AggregateFunction<T, ACC, V> function,
      ProcessWindowFunction<V, R, K, TimeWindow> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    boolean isHeard = windowFunction instanceof WindowListener;
    if (isHeard && !keyed.rows.isChained()) {
      throw new IllegalArgumentException(
          "a WindowListener needs chained(true), since subtasks apart have no common order");
    }
    AggregateFunction<T, ACC, V> aggregate = LocalGlobalValues.checked(keyed.clean(function));
    WindowPlan<T, ACC, V> plan =
        new WindowPlan<>(aggregate, assigner, allowedLateness, lateTag, lateRowTag);
    TypeSerializer<K> keys = keyed.serializer(keyed.keyType);
    TypeSerializer<ACC> accumulators = keyed.serializer(accumulatorType);
    Spans<T> spans;
    GlobalWindows<K, T, ACC, V, R> global;
    if (isSession(assigner)) {
      spans = new Sessions<>(assigner);
      global = new GlobalSessions<>(windowFunction, plan, accumulators);
    } else {
      // The windows of these assigners depend on the timestamp alone.
      Slicing slicing = new Slicing((WindowAssigner<Object, TimeWindow>) assigner);
      spans = new Slices<>(slicing, allowedLateness);
      global = new GlobalSlices<>(windowFunction, plan, slicing, keys, accumulators);
    }
    TypeInformation<T> rowType = rowType(aggregate);
    TypeInformation<Entries<K, ACC, T>> bundleType =
        new SerializedType<>(
            Entries.class, EntriesSerializer::new, keyed.keyType, accumulatorType, rowType);
    return keyed.rows.transform(
        new LocalAggregate<>(
            keyed.rows.rows(rowType), keyed.key, row -> row, aggregate, spans, !isHeard),
        bundleType,
        bundle -> KeyOrGroup.ofKey(bundle.firstKey()),
        new SerializedType<>(KeyOrGroup.class, KeyOrGroup.Serializer::new, keyed.keyType),
        global,
        resultType);
  }
}
