package dev.flinkjobs.transactions;

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

/** Writes a {@link GroupAmount} as its group and its amount. */
public final class GroupAmountSerializer extends ImmutableSerializer<GroupAmount> {
  private static final long serialVersionUID = 1L;

  private final GroupKeySerializer groups = new GroupKeySerializer();

  @Override
  public void serialize(GroupAmount value, DataOutputView target) throws IOException {
    groups.serialize(value.group(), target);
    DecimalSerializer.INSTANCE.serialize(value.amount(), target);
  }

  @Override
  public GroupAmount deserialize(DataInputView source) throws IOException {
    return new GroupAmount(
        groups.deserialize(source), DecimalSerializer.INSTANCE.deserialize(source));
  }

  @Override
  public TypeSerializer<GroupAmount> duplicate() {
    return new GroupAmountSerializer();
  }

  @Override
  public TypeSerializerSnapshot<GroupAmount> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupAmount> {
    public Snapshot() {
      super(GroupAmountSerializer::new);
    }
  }

  /** Gives the type information of {@link GroupAmount} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<GroupAmount> {
    @Override
    public TypeInformation<GroupAmount> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new GroupAmountSerializer().type(GroupAmount.class);
    }
  }
}
