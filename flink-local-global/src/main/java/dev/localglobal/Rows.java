package dev.localglobal;

import java.io.Serializable;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * How to take rows from the elements of a stream.
 *
 * @param of the rows of an element; null if each element is a row
 * @param timestamps the timestamps of rows; null for that of their element
 */
record Rows<E, T>(
    RowsFunction<E, T> of,
    SerializableTimestampAssigner<T> timestamps,
    TypeSerializer<T> serializer)
    implements Serializable {

  boolean haveTimestamps() {
    return timestamps != null;
  }

  long timestamp(T row, long ofElement) {
    return timestamps == null ? ofElement : timestamps.extractTimestamp(row, ofElement);
  }
}
