package dev.flinkjobs.iteration;

import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes a {@link NodeSum} as its node and its sum. */
public final class NodeSumSerializer extends ImmutableSerializer<NodeSum> {
  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(NodeSum value, DataOutputView target) throws IOException {
    StringValue.writeString(value.node(), target);
    target.writeLong(value.sum());
  }

  @Override
  public NodeSum deserialize(DataInputView source) throws IOException {
    return new NodeSum(StringValue.readString(source), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<NodeSum> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<NodeSum> {
    public Snapshot() {
      super(NodeSumSerializer::new);
    }
  }
}
