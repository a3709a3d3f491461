package dev.flinkjobs.record;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Makes a record of the columns it asks for, or says why the row cannot be one. Used by several
 * threads at once, so it has no state of its own.
 */
public interface RowDecoder<T> extends Serializable {

  /** The columns this decoder reads, by name. Only these are decoded. */
  List<String> columns();

  /** The record, never null. Whatever it throws becomes a rejected row. */
  T decode(Fields row) throws BadValue;

  TypeInformation<T> type();
}
