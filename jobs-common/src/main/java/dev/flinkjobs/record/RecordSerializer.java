package dev.flinkjobs.record;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Flink's serializer of a record, for records in which nothing ever changes. Flink copies records
 * field by field where they are held, since it does not know that.
 */
public final class RecordSerializer<T> extends ValueSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> fields;

  private RecordSerializer(TypeSerializer<T> fields) {
    this.fields = fields;
  }

  /**
   * The type of immutable records.
   *
   * @param pojo what Flink takes their class for
   */
  public static <T extends Record> TypeInformation<T> type(TypeInformation<T> pojo) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return new RecordSerializer<>(pojo.createSerializer(config)).type(pojo.getTypeClass());
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    fields.serialize(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return fields.deserialize(source);
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new RecordSerializer<>(fields.duplicate());
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordSerializer<?> that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Names the serializers of the fields in checkpoints. */
  public static final class Snapshot<T>
      extends CompositeTypeSerializerSnapshot<T, RecordSerializer<T>> {
    public Snapshot() {}

    Snapshot(RecordSerializer<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(RecordSerializer<T> serializer) {
      return new TypeSerializer<?>[] {serializer.fields};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected RecordSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new RecordSerializer<>((TypeSerializer<T>) nested[0]);
    }
  }
}
