package dev.flinkjobs.windows;

import dev.flinkjobs.record.DecimalSerializer;
import dev.flinkjobs.record.GroupKeySerializer;
import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Measurement} as its key, its time and its value. */
public final class MeasurementSerializer extends ImmutableSerializer<Measurement> {
  private static final long serialVersionUID = 1L;

  private final GroupKeySerializer keys = new GroupKeySerializer();

  @Override
  public void serialize(Measurement value, DataOutputView target) throws IOException {
    keys.serialize(value.key(), target);
    target.writeLong(value.timestamp());
    DecimalSerializer.INSTANCE.serialize(value.value(), target);
  }

  @Override
  public Measurement deserialize(DataInputView source) throws IOException {
    return new Measurement(
        keys.deserialize(source),
        source.readLong(),
        DecimalSerializer.INSTANCE.deserialize(source));
  }

  @Override
  public TypeSerializer<Measurement> duplicate() {
    return new MeasurementSerializer();
  }

  @Override
  public TypeSerializerSnapshot<Measurement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Measurement> {
    public Snapshot() {
      super(MeasurementSerializer::new);
    }
  }

  /** Gives the type information of {@link Measurement} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<Measurement> {
    @Override
    public TypeInformation<Measurement> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new MeasurementSerializer().type(Measurement.class);
    }
  }
}
