package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One column of the results of a {@link ResultFormat}.
 *
 * @param part what it is to the result
 * @param value the value of a result, of the class that {@code type} says; null where there is
 *     none, but not of a key or a version
 * @param whole the same as a long, for those that ask for each result; null if {@code value} alone
 *     can say it
 */
public record Column<T>(
    String name,
    ColumnType type,
    Part part,
    Function<T, ? extends @Nullable Object> value,
    @Nullable ToLongFunction<T> whole) {

  /** What a column is to the result. */
  public enum Part {
    /** It says what the result is about: one with the same values takes its place. */
    KEY,
    /** Of two results with the same key the one with the larger whole number is the newer. */
    VERSION,
    VALUE
  }

  public static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
    return of(name, ColumnType.TEXT, value);
  }

  public static <T> Column<T> number(String name, Function<T, @Nullable Decimal> value) {
    return of(name, ColumnType.NUMBER, value);
  }

  public static <T> Column<T> whole(String name, ToLongFunction<T> value) {
    return new Column<>(name, ColumnType.WHOLE, Part.VALUE, value::applyAsLong, value);
  }

  public static <T> Column<T> truth(String name, Function<T, Boolean> value) {
    return of(name, ColumnType.TRUTH, value);
  }

  /** A moment, as text in ISO-8601 with an offset. */
  public static <T> Column<T> time(String name, Function<T, @Nullable String> value) {
    return of(name, ColumnType.TIME, value);
  }

  public static <T> Column<T> of(
      String name, ColumnType type, Function<T, ? extends @Nullable Object> value) {
    return new Column<>(name, type, Part.VALUE, value, null);
  }

  /** A column for each name, of the value at its place. */
  public static <T> List<Column<T>> texts(List<String> names, Function<T, List<String>> values) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> Column.<T>text(names.get(i), result -> values.apply(result).get(i)))
        .toList();
  }

  public Column<T> as(Part other) {
    return new Column<>(name, type, other, value, whole);
  }

  /** The same columns, those of these names as the key. */
  public static <T> List<Column<T>> keyed(List<Column<T>> columns, List<String> key) {
    List<String> names = columns.stream().map(Column::name).toList();
    if (!names.containsAll(key)) {
      throw new IllegalArgumentException("key " + key + " not among " + names);
    }
    return columns.stream().map(c -> key.contains(c.name) ? c.as(Part.KEY) : c).toList();
  }
}
