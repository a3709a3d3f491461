package dev.flinkjobs.windows;

import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Writes a {@link LateMeasurement} as its row and its windows. */
public final class LateMeasurementSerializer extends ImmutableSerializer<LateMeasurement> {
  private static final long serialVersionUID = 1L;

  private final MeasurementSerializer rows = new MeasurementSerializer();

  @Override
  public void serialize(LateMeasurement value, DataOutputView target) throws IOException {
    rows.serialize(value.row(), target);
    target.writeBoolean(value.isLost());
    target.writeInt(value.missed().size());
    for (TimeWindow window : value.missed()) {
      target.writeLong(window.getStart());
      target.writeLong(window.getEnd());
    }
  }

  @Override
  public LateMeasurement deserialize(DataInputView source) throws IOException {
    Measurement row = rows.deserialize(source);
    boolean lost = source.readBoolean();
    TimeWindow[] missed = new TimeWindow[source.readInt()];
    for (int i = 0; i < missed.length; i++) {
      missed[i] = new TimeWindow(source.readLong(), source.readLong());
    }
    return new LateMeasurement(row, List.of(missed), lost);
  }

  @Override
  public TypeSerializer<LateMeasurement> duplicate() {
    return new LateMeasurementSerializer();
  }

  @Override
  public TypeSerializerSnapshot<LateMeasurement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LateMeasurement> {
    public Snapshot() {
      super(LateMeasurementSerializer::new);
    }
  }

  /** Gives the type information of {@link LateMeasurement} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<LateMeasurement> {
    @Override
    public TypeInformation<LateMeasurement> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new LateMeasurementSerializer().type(LateMeasurement.class);
    }
  }
}
