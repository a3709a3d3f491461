package dev.localglobal;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * A row that came too late for one of its windows at least.
 *
 * @param timestamp of the row, in milliseconds since 1970-01-01T00:00:00Z
 * @param missed the windows that do not count the row, by time; of a session, whose extent nobody
 *     knows any more, the one that the row alone would be
 * @param isCounted whether another window counts it
 */
@TypeInfo(LateRow.TypeFactory.class)
public record LateRow<T>(T row, long timestamp, List<TimeWindow> missed, boolean isCounted) {

  /** The type of late rows, for an {@code OutputTag}. */
  public static <T> TypeInformation<LateRow<T>> type(TypeInformation<T> rowType) {
    return new SerializedType<>(LateRow.class, Serializer::new, rowType);
  }

  /** Finds the type where that of rows is known. */
  public static final class TypeFactory<T> extends TypeInfoFactory<LateRow<T>> {
    @Override
    @SuppressWarnings("unchecked")
    public TypeInformation<LateRow<T>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return type((TypeInformation<T>) parameters.get("T"));
    }
  }

  static final class Serializer<T> extends NestedSerializer<LateRow<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<T> rows;

    @SuppressWarnings("unchecked")
    Serializer(TypeSerializer<?>... nested) {
      super(Kind.LATE_ROW, nested);
      rows = (TypeSerializer<T>) nested[0];
    }

    @Override
    public LateRow<T> copy(LateRow<T> from) {
      return new LateRow<>(rows.copy(from.row), from.timestamp, from.missed, from.isCounted);
    }

    @Override
    public void serialize(LateRow<T> late, DataOutputView target) throws IOException {
      rows.serialize(late.row, target);
      target.writeLong(late.timestamp);
      writeCount(late.missed.size(), target);
      for (TimeWindow window : late.missed) {
        target.writeLong(window.getStart());
        target.writeLong(window.getEnd());
      }
      target.writeBoolean(late.isCounted);
    }

    @Override
    public LateRow<T> deserialize(DataInputView source) throws IOException {
      T row = rows.deserialize(source);
      long timestamp = source.readLong();
      int n = readCount(source);
      List<TimeWindow> missed = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        missed.add(new TimeWindow(source.readLong(), source.readLong()));
      }
      return new LateRow<>(row, timestamp, missed, source.readBoolean());
    }
  }
}
