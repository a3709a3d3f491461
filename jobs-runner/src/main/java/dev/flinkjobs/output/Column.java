package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One column of the results of a {@link ResultFormat}. A value may be null, but not of a key or a
 * version.
 *
 * @param part what it is to the result
 * @param value gives the one value of a result, in a way that fits {@code type}
 */
public record Column<T>(String name, ColumnType type, Part part, Value<T> value) {

  /** What a column is to the result. */
  public enum Part {
    /** It says what the result is about: one with the same values takes its place. */
    KEY,
    /** Of two results with the same key the one with the larger whole number is the newer. */
    VERSION,
    VALUE
  }

  /** Gives one value of a result. */
  public interface Value<T> {
    void write(T result, RowWriter row);
  }

  public static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
    return of(name, ColumnType.TEXT, (result, row) -> row.text(value.apply(result)));
  }

  public static <T> Column<T> number(String name, Function<T, @Nullable Decimal> value) {
    return of(name, ColumnType.NUMBER, (result, row) -> row.number(value.apply(result)));
  }

  public static <T> Column<T> whole(String name, ToLongFunction<T> value) {
    return of(name, ColumnType.WHOLE, (result, row) -> row.number(value.applyAsLong(result)));
  }

  public static <T> Column<T> truth(String name, Predicate<T> value) {
    return of(name, ColumnType.TRUTH, (result, row) -> row.truth(value.test(result)));
  }

  /** A moment, as text in ISO-8601 with an offset. */
  public static <T> Column<T> time(String name, Function<T, @Nullable String> value) {
    return of(name, ColumnType.TIME, (result, row) -> row.text(value.apply(result)));
  }

  public static <T> Column<T> of(String name, ColumnType type, Value<T> value) {
    return new Column<>(name, type, Part.VALUE, value);
  }

  /** A column for each name, of the value at its place. */
  public static <T> List<Column<T>> texts(List<String> names, Function<T, List<String>> values) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> Column.<T>text(names.get(i), result -> values.apply(result).get(i)))
        .toList();
  }

  public Column<T> as(Part other) {
    return new Column<>(name, type, other, value);
  }

  /** The same columns, those of these names as the key. */
  public static <T> List<Column<T>> keyed(List<Column<T>> columns, List<String> key) {
    List<String> names = columns.stream().map(Column::name).toList();
    if (!names.containsAll(key)) {
      throw new IllegalArgumentException("key " + key + " not among " + names);
    }
    return columns.stream().map(c -> key.contains(c.name) ? c.as(Part.KEY) : c).toList();
  }

  /** Gives a value for each column. */
  public static <T> void writeAll(List<Column<T>> columns, T result, RowWriter row) {
    for (Column<T> column : columns) {
      column.value.write(result, row);
    }
  }
}
