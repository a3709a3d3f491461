package dev.localglobal;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.functions.Function;

/** The rows that an element of a stream carries, for {@link LocalGlobal#of}. */
@FunctionalInterface
public interface RowsFunction<E, T> extends Function, Serializable {

  /**
   * The rows of an element in their order, perhaps none. The list is read at once and by index; it
   * is neither kept nor changed.
   */
  List<T> rows(E element);
}
