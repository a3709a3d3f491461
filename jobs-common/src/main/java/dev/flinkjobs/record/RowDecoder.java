package dev.flinkjobs.record;

import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of the columns it asks for, or says why the row cannot be one. Used by several
 * threads at once, so it has no state of its own.
 */
public interface RowDecoder<T> extends Serializable {

  /** The columns this decoder reads, by name. Only these are decoded. */
  List<String> columns();

  /** The record, never null. Whatever it throws becomes a rejected row. */
  T decode(Fields row) throws BadValue;

  /** The same for a decoder that may keep the row as it stands in the input. */
  default T decode(Fields row, Original original) throws BadValue {
    return decode(row);
  }

  TypeInformation<T> type();

  /** A record that may keep its row as it stands in the input. */
  interface Keeping<T> {

    /** The same record with that row changed. */
    T with(UnaryOperator<Rejected> change);
  }

  /** The row that is being decoded as it stands in the input; valid only as long as its fields. */
  @FunctionalInterface
  interface Original {

    /** With its place, and what there is to say of it; see {@link Rejected}. */
    Rejected as(RejectReason reason, @Nullable String column, @Nullable String value);
  }
}
