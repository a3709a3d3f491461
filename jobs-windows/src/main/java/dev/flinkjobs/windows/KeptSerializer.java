package dev.flinkjobs.windows;

import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Kept} as its values and its revision. */
public final class KeptSerializer extends ImmutableSerializer<Kept> {
  private static final long serialVersionUID = 1L;

  private final AccumulatedSerializer values = new AccumulatedSerializer();

  @Override
  public void serialize(Kept kept, DataOutputView target) throws IOException {
    values.serialize(kept.values(), target);
    target.writeInt(kept.revision());
  }

  @Override
  public Kept deserialize(DataInputView source) throws IOException {
    return new Kept(values.deserialize(source), source.readInt());
  }

  @Override
  public TypeSerializerSnapshot<Kept> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept> {
    public Snapshot() {
      super(KeptSerializer::new);
    }
  }
}
