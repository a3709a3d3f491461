package dev.localglobal;

import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * Local-global aggregation for a stream: Flink's own chain with one call in front.
 *
 * <pre>{@code
 * LocalGlobal.of(rows)
 *     .keyBy(Measurement::key)
 *     .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
 *     .aggregate(new AverageAggregate());
 * }</pre>
 *
 * <p>Rows of a key are added up before they cross the network, by a local operator that is chained
 * to the stream and has its parallelism; a global operator merges what they come to. The results
 * are those of the same program without {@code LocalGlobal.of}, if the order in which accumulators
 * are merged does not matter. What cannot be the same is refused when the job is built.
 *
 * <p>The local operator holds at most 8192 rows for at most 20 milliseconds, in no state. It needs
 * the execution mode STREAMING.
 *
 * @param <T> rows
 */
public final class LocalGlobal<T> {
  private final DataStream<Object> elements;
  private final RowsFunction<Object, T> rowsOf;
  private SerializableTimestampAssigner<T> timestamps;

  /** Null if it is not known. */
  private TypeInformation<T> type;

  private boolean isChained;

  @SuppressWarnings("unchecked")
  private <E> LocalGlobal(
      DataStream<E> elements, RowsFunction<E, T> rowsOf, TypeInformation<T> type) {
    this.elements = (DataStream<Object>) elements;
    this.rowsOf = (RowsFunction<Object, T>) rowsOf;
    this.type = type;
    checkConfiguration();
  }

  private void checkConfiguration() {
    ReadableConfig config = environment().getConfiguration();
    RuntimeExecutionMode mode = config.get(ExecutionOptions.RUNTIME_MODE);
    if (mode != RuntimeExecutionMode.STREAMING) {
      throw new UnsupportedOperationException(
          "execution.runtime-mode is "
              + mode
              + ", in which Flink may keep the state of one key at a time: "
              + "LocalGlobal needs STREAMING");
    }
    String backend = config.get(StateBackendOptions.STATE_BACKEND);
    if (backend != null && backend.toLowerCase(Locale.ROOT).contains("forst")) {
      throw new UnsupportedOperationException(
          "state.backend.type is "
              + backend
              + ", which LocalGlobal is not tested with: take hashmap or rocksdb");
    }
  }

  /** Rows that are elements of a stream. */
  public static <T> LocalGlobal<T> of(DataStream<T> rows) {
    return new LocalGlobal<>(rows, null, rows.getType());
  }

  /**
   * Rows that come several in an element, as sources read them. They have the timestamp of their
   * element, unless {@link #withTimestampAssigner} says otherwise. If Flink cannot tell their type
   * from the functions that follow, {@link #returns} has to.
   */
  public static <E, T> LocalGlobal<T> of(DataStream<E> elements, RowsFunction<E, T> rows) {
    return new LocalGlobal<>(elements, elements.getExecutionEnvironment().clean(rows), null);
  }

  /** Says of what type the rows are. */
  public LocalGlobal<T> returns(TypeInformation<T> rowType) {
    type = Objects.requireNonNull(rowType);
    return this;
  }

  /** Says of what type the rows are. */
  public LocalGlobal<T> returns(Class<T> rowType) {
    return returns(TypeInformation.of(rowType));
  }

  /**
   * Says which timestamps rows have, in milliseconds since 1970-01-01T00:00:00Z. The watermark is
   * that of the stream.
   */
  public LocalGlobal<T> withTimestampAssigner(SerializableTimestampAssigner<T> assigner) {
    timestamps = environment().clean(Objects.requireNonNull(assigner));
    return this;
  }

  /**
   * Says whether the global operator is in one chain with the local one, without a shuffle between
   * them: rows are neither serialized nor sent, and results for each row come in the order of all
   * rows. Uids and state are the same either way. But Flink resumes a chain only with the operators
   * that it had: resume with {@code chained(false)} what may have run at another parallelism.
   *
   * @param chained the stream must have the parallelism 1 then, and the result has it too
   */
  public LocalGlobal<T> chained(boolean chained) {
    if (chained && elements.getParallelism() != 1) {
      throw new IllegalArgumentException(
          "chained(true): the stream has the parallelism "
              + elements.getParallelism()
              + ", and without a shuffle only 1 is possible");
    }
    isChained = chained;
    return this;
  }

  /** As {@link DataStream#keyBy(KeySelector)}. */
  public <K> LocalGlobalKeyedStream<T, K> keyBy(KeySelector<T, K> key) {
    KeySelector<T, K> cleaned = environment().clean(key);
    return keyBy(cleaned, TypeExtractor.getKeySelectorTypes(cleaned, type));
  }

  /** As {@link DataStream#keyBy(KeySelector, TypeInformation)}. */
  public <K> LocalGlobalKeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
    // Refuses what cannot be a key, in Flink's words.
    var unused = new KeyedStream<>(elements, element -> null, keyType);
    return new LocalGlobalKeyedStream<>(this, environment().clean(key), keyType);
  }

  /**
   * How often a window of a key was emitted before: 0 for its first result, 1 and more where late
   * rows have changed it.
   *
   * @param context of a window function that runs behind {@code LocalGlobal.of}
   */
  public static int revision(ProcessWindowFunction<?, ?, ?, ?>.Context context) {
    if (context instanceof WindowContext<?, ?, ?> ours) {
      return ours.revision;
    }
    throw new IllegalArgumentException(
        "revision of " + context.getClass().getName() + ": Flink's own windows do not count it");
  }

  StreamExecutionEnvironment environment() {
    return elements.getExecutionEnvironment();
  }

  boolean isChained() {
    return isChained;
  }

  /**
   * The type of rows.
   *
   * @param function may tell, if the stream does not: rows are its first type argument
   */
  TypeInformation<T> rowType(Class<?> ofFunction, Function function) {
    if (type == null) {
      try {
        type = TypeExtractor.createTypeInfo(ofFunction, function.getClass(), 0, null, null);
      } catch (InvalidTypesException unknown) {
        throw new InvalidTypesException(
            "the type of the rows that an element carries is not known: "
                + "say .returns(...) behind LocalGlobal.of(...)",
            unknown);
      }
    }
    return type;
  }

  Rows<Object, T> rows(TypeInformation<T> rowType) {
    return new Rows<>(
        rowsOf,
        timestamps,
        rowType.createSerializer(environment().getConfig().getSerializerConfig()));
  }

  /** The two operators, one behind the other. */
  <B, S, OUT> SingleOutputStreamOperator<OUT> transform(
      LocalOperator<Object, T, ?, B> localOperator,
      TypeInformation<B> bundleType,
      KeySelector<B, S> key,
      TypeInformation<S> keyType,
      OneInputStreamOperator<B, OUT> globalOperator,
      TypeInformation<OUT> resultType) {
    SingleOutputStreamOperator<B> local =
        elements.transform("local aggregate", bundleType, localOperator);
    // As the program says it, or as nobody says it yet.
    local
        .getTransformation()
        .setParallelism(
            elements.getParallelism(), elements.getTransformation().isParallelismConfigured());
    KeyedStream<B, S> keyed =
        isChained
            ? DataStreamUtils.reinterpretAsKeyedStream(local, key, keyType)
            : local.keyBy(key, keyType);
    return new LocalGlobalOperator<>(
        local,
        localOperator,
        keyed.transform("global aggregate", resultType, globalOperator),
        isChained);
  }
}
