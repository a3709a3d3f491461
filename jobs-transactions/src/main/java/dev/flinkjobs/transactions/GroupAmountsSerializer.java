package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalList;
import dev.flinkjobs.record.DecimalSerializer;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.GroupKeySerializer;
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

/** Writes {@link GroupAmounts} as the group, the number of amounts, and the amounts. */
public final class GroupAmountsSerializer extends ImmutableSerializer<GroupAmounts> {
  private static final long serialVersionUID = 1L;

  private final GroupKeySerializer groups = new GroupKeySerializer();

  @Override
  public void serialize(GroupAmounts value, DataOutputView target) throws IOException {
    groups.serialize(value.group(), target);
    target.writeInt(value.amounts().size());
    List<Decimal> amounts = value.amounts();
    for (int i = 0; i < amounts.size(); i++) {
      DecimalSerializer.INSTANCE.serialize(amounts.get(i), target);
    }
  }

  @Override
  public GroupAmounts deserialize(DataInputView source) throws IOException {
    GroupKey group = groups.deserialize(source);
    int count = source.readInt();
    List<Decimal> amounts = new DecimalList(count);
    for (int i = 0; i < count; i++) {
      amounts.add(DecimalSerializer.INSTANCE.deserialize(source));
    }
    return new GroupAmounts(group, amounts);
  }

  @Override
  public TypeSerializer<GroupAmounts> duplicate() {
    return new GroupAmountsSerializer();
  }

  @Override
  public TypeSerializerSnapshot<GroupAmounts> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupAmounts> {
    public Snapshot() {
      super(GroupAmountsSerializer::new);
    }
  }

  /** Gives the type information of {@link GroupAmounts} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<GroupAmounts> {
    @Override
    public TypeInformation<GroupAmounts> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new GroupAmountsSerializer().type(GroupAmounts.class);
    }
  }
}
