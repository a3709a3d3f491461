package dev.flinkjobs.transactions;

import dev.flinkjobs.record.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link DecimalList} by columns. */
public final class DecimalListSerializer extends ValueSerializer<DecimalList> {
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(DecimalList list, DataOutputView target) throws IOException {
    list.write(target);
  }

  @Override
  public DecimalList deserialize(DataInputView source) throws IOException {
    return DecimalList.read(source);
  }

  @Override
  public DecimalList copy(DecimalList from) {
    DecimalList copy = new DecimalList(from.size());
    for (int i = 0; i < from.size(); i++) {
      copy.add(from, i);
    }
    return copy;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializerSnapshot<DecimalList> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DecimalList> {
    public Snapshot() {
      super(DecimalListSerializer::new);
    }
  }
}
