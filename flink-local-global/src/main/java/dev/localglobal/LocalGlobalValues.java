package dev.localglobal;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Values of rows by key: what can be aggregated without windows.
 *
 * @param <T> rows
 * @param <V> values
 * @param <K> keys
 */
public class LocalGlobalValues<T, V, K> {
  final LocalGlobal<T> rows;
  final KeySelector<T, K> key;
  final TypeInformation<K> keyType;
  private final MapFunction<T, V> value;

  /** Null for lists of objects. */
  private final ValueLists<V, ?> lists;

  LocalGlobalValues(
      LocalGlobal<T> rows,
      KeySelector<T, K> key,
      TypeInformation<K> keyType,
      MapFunction<T, V> value,
      ValueLists<V, ?> lists) {
    this.rows = rows;
    this.key = key;
    this.keyType = keyType;
    this.value = value;
    this.lists = lists;
  }

  /**
   * Every running value, in the order of the rows of a key and with their timestamps, as {@code
   * KeyedStream.reduce}.
   */
  public SingleOutputStreamOperator<V> reduce(ReduceFunction<V> function) {
    ReduceFunction<V> cleaned = clean(function);
    TypeInformation<V> type =
        lists == null
            ? valueType(ReduceFunction.class, cleaned)
            : TypeExtractor.getMapReturnTypes(value, rows.rowType(MapFunction.class, value));
    return perRow(
        cleaned,
        listsOf(type),
        new ReduceAggregate<>(cleaned),
        (key, result) -> result,
        type,
        type);
  }

  /**
   * The aggregate of each key.
   *
   * @param emit when it is emitted
   */
  public <ACC, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<V, ACC, R> function, Emit emit) {
    TypeInformation<V> type = valueType(AggregateFunction.class, function);
    return aggregate(function, emit, accumulatorType(function, type), resultType(function, type));
  }

  /**
   * The aggregate of each key, where Flink cannot extract types.
   *
   * @param emit when it is emitted
   */
  public <ACC, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<V, ACC, R> function,
      Emit emit,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    return aggregate(function, emit, (key, result) -> result, accumulatorType, resultType);
  }

  /**
   * The aggregate of each key.
   *
   * @param emit when it is emitted
   * @param result what is emitted for it
   */
  public <ACC, R, OUT> SingleOutputStreamOperator<OUT> aggregate(
      AggregateFunction<V, ACC, R> function, Emit emit, ResultFunction<K, R, OUT> result) {
    TypeInformation<V> type = valueType(AggregateFunction.class, function);
    TypeInformation<OUT> outType =
        TypeExtractor.getBinaryOperatorReturnType(
            result,
            ResultFunction.class,
            0,
            1,
            2,
            TypeExtractor.NO_INDEX,
            keyType,
            resultType(function, type),
            "result",
            false);
    return aggregate(function, emit, result, accumulatorType(function, type), outType);
  }

  /**
   * The aggregate of each key, where Flink cannot extract types.
   *
   * @param emit when it is emitted
   * @param result what is emitted for it
   */
  public <ACC, R, OUT> SingleOutputStreamOperator<OUT> aggregate(
      AggregateFunction<V, ACC, R> function,
      Emit emit,
      ResultFunction<K, R, OUT> result,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<OUT> outType) {
    AggregateFunction<V, ACC, R> cleaned = checked(clean(function));
    ResultFunction<K, R, OUT> cleanedResult = clean(result);
    return emit.isPerRow()
        ? perRow(
            cleaned,
            listsOf(valueType(AggregateFunction.class, cleaned)),
            cleaned,
            cleanedResult,
            accumulatorType,
            outType)
        : latest(cleaned, emit, cleanedResult, accumulatorType, outType);
  }

  private ValueLists<V, ?> listsOf(TypeInformation<V> type) {
    return lists == null ? new ObjectLists<>(serializer(Types.LIST(type))) : lists;
  }

  static <F extends AggregateFunction<?, ?, ?>> F checked(F function) {
    if (function instanceof RichFunction) {
      throw new UnsupportedOperationException(
          function.getClass().getName() + ": an aggregate function cannot be a RichFunction");
    }
    return function;
  }

  static <V, ACC> TypeInformation<ACC> accumulatorType(
      AggregateFunction<V, ACC, ?> function, TypeInformation<V> valueType) {
    return TypeExtractor.getAggregateFunctionAccumulatorType(function, valueType, null, false);
  }

  static <V, R> TypeInformation<R> resultType(
      AggregateFunction<V, ?, R> function, TypeInformation<V> valueType) {
    return TypeExtractor.getAggregateFunctionReturnType(function, valueType, null, false);
  }

  final <F> F clean(F function) {
    return rows.environment().clean(function);
  }

  final <X> TypeSerializer<X> serializer(TypeInformation<X> type) {
    return type.createSerializer(rows.environment().getConfig().getSerializerConfig());
  }

  /**
   * The type of values.
   *
   * @param function may tell, if nothing else does: values are its first type argument
   * @return null if the function has to tell its other types alone
   */
  @SuppressWarnings("unchecked")
  private TypeInformation<V> valueType(Class<?> ofFunction, Function function) {
    if (lists == null) {
      return (TypeInformation<V>) rows.rowType(ofFunction, function);
    }
    return null;
  }

  private <L, ACC, R, OUT> SingleOutputStreamOperator<OUT> perRow(
      Function user,
      ValueLists<V, L> valueLists,
      AggregateFunction<V, ACC, R> aggregate,
      ResultFunction<K, R, OUT> result,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<OUT> outType) {
    TypeInformation<ValuesBundle<K, L>> bundleType =
        new SerializedType<>(
            ValuesBundle.class,
            nested -> new ValuesBundleSerializer<>(nested[0], valueLists.serializer()),
            keyType);
    return rows.transform(
        new LocalValues<>(rows.rows(rowType(aggregate)), key, value, valueLists, rows.isChained()),
        bundleType,
        ValuesBundle::firstKey,
        keyType,
        new GlobalValues<>(user, valueLists, aggregate, result, serializer(accumulatorType)),
        outType);
  }

  private <ACC, R, OUT> SingleOutputStreamOperator<OUT> latest(
      AggregateFunction<V, ACC, R> aggregate,
      Emit emit,
      ResultFunction<K, R, OUT> result,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<OUT> outType) {
    TypeInformation<T> rowType = rowType(aggregate);
    return rows.transform(
        new LocalAggregate<>(rows.rows(rowType), key, value, aggregate, Spans.allTime(), true),
        new SerializedType<Entries<K, ACC, T>>(
            Entries.class, EntriesSerializer::new, keyType, accumulatorType, rowType),
        Entries::firstKey,
        keyType,
        new GlobalAggregate<>(aggregate, result, serializer(accumulatorType), emit.interval()),
        outType);
  }

  private TypeInformation<T> rowType(AggregateFunction<V, ?, ?> aggregate) {
    return lists == null
        ? rows.rowType(AggregateFunction.class, aggregate)
        : rows.rowType(MapFunction.class, value);
  }
}
