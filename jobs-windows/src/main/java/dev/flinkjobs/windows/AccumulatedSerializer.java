package dev.flinkjobs.windows;

import dev.flinkjobs.record.DecimalSerializer;
import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Accumulated} as its value and its count. */
public final class AccumulatedSerializer extends ImmutableSerializer<Accumulated> {
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(Accumulated value, DataOutputView target) throws IOException {
    DecimalSerializer.INSTANCE.serialize(value.value(), target);
    target.writeLong(value.count());
  }

  @Override
  public Accumulated deserialize(DataInputView source) throws IOException {
    return new Accumulated(DecimalSerializer.INSTANCE.deserialize(source), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Accumulated> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Accumulated> {
    public Snapshot() {
      super(AccumulatedSerializer::new);
    }
  }

  /** Gives the type information of {@link Accumulated} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<Accumulated> {
    @Override
    public TypeInformation<Accumulated> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new AccumulatedSerializer().type(Accumulated.class);
    }
  }
}
