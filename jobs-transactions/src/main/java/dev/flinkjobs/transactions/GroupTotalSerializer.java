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

/** Writes a {@link GroupTotal} as its group, its total and its count. */
public final class GroupTotalSerializer extends ImmutableSerializer<GroupTotal> {
  private static final long serialVersionUID = 1L;

  private final GroupKeySerializer groups = new GroupKeySerializer();

  @Override
  public void serialize(GroupTotal value, DataOutputView target) throws IOException {
    groups.serialize(value.group(), target);
    DecimalSerializer.INSTANCE.serialize(value.total(), target);
    target.writeLong(value.count());
  }

  @Override
  public GroupTotal deserialize(DataInputView source) throws IOException {
    return new GroupTotal(
        groups.deserialize(source),
        DecimalSerializer.INSTANCE.deserialize(source),
        source.readLong());
  }

  @Override
  public TypeSerializer<GroupTotal> duplicate() {
    return new GroupTotalSerializer();
  }

  @Override
  public TypeSerializerSnapshot<GroupTotal> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupTotal> {
    public Snapshot() {
      super(GroupTotalSerializer::new);
    }
  }

  /** Gives the type information of {@link GroupTotal} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<GroupTotal> {
    @Override
    public TypeInformation<GroupTotal> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new GroupTotalSerializer().type(GroupTotal.class);
    }
  }
}
