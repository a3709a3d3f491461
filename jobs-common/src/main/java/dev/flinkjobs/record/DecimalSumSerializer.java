package dev.flinkjobs.record;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link DecimalSum} as its sum and its count. Sums are added to where they lie in the
 * state: a checkpoint that is being written meanwhile keeps theirs by {@link #copy}.
 */
public final class DecimalSumSerializer extends ValueSerializer<DecimalSum> {
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(DecimalSum value, DataOutputView target) throws IOException {
    DecimalSerializer.INSTANCE.serialize(value.sum(), target);
    target.writeLong(value.count());
  }

  @Override
  public DecimalSum deserialize(DataInputView source) throws IOException {
    return new DecimalSum(DecimalSerializer.INSTANCE.deserialize(source), source.readLong());
  }

  @Override
  public DecimalSum copy(DecimalSum from) {
    return new DecimalSum(from.sum(), from.count());
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializerSnapshot<DecimalSum> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DecimalSum> {
    public Snapshot() {
      super(DecimalSumSerializer::new);
    }
  }

  /** Gives the type information of {@link DecimalSum} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<DecimalSum> {
    @Override
    public TypeInformation<DecimalSum> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new DecimalSumSerializer().type(DecimalSum.class);
    }
  }
}
