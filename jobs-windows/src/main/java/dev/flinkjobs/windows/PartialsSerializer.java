package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKeySerializer;
import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link Partials} as their bucket, how many they are, and each of them. */
public final class PartialsSerializer extends ImmutableSerializer<Partials> {
  private static final long serialVersionUID = 1L;

  private final GroupKeySerializer keys = new GroupKeySerializer();
  private final AccumulatedSerializer values = new AccumulatedSerializer();

  @Override
  public void serialize(Partials partials, DataOutputView target) throws IOException {
    target.writeInt(partials.bucket());
    target.writeInt(partials.all().size());
    for (Partial partial : partials.all()) {
      keys.serialize(partial.key(), target);
      target.writeLong(partial.time());
      values.serialize(partial.values(), target);
    }
  }

  @Override
  public Partials deserialize(DataInputView source) throws IOException {
    int bucket = source.readInt();
    int count = source.readInt();
    List<Partial> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(new Partial(keys.deserialize(source), source.readLong(), values.deserialize(source)));
    }
    return new Partials(bucket, all);
  }

  @Override
  public TypeSerializer<Partials> duplicate() {
    return new PartialsSerializer();
  }

  @Override
  public TypeSerializerSnapshot<Partials> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Partials> {
    public Snapshot() {
      super(PartialsSerializer::new);
    }
  }
}
