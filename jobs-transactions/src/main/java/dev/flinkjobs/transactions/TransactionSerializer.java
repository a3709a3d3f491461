package dev.flinkjobs.transactions;

import dev.flinkjobs.record.DecimalSerializer;
import dev.flinkjobs.record.GroupKeySerializer;
import dev.flinkjobs.record.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Transaction} as its group and its amount. */
public final class TransactionSerializer extends ImmutableSerializer<Transaction> {
  private static final long serialVersionUID = 1L;

  private final GroupKeySerializer groups = new GroupKeySerializer();

  @Override
  public void serialize(Transaction value, DataOutputView target) throws IOException {
    groups.serialize(value.group(), target);
    DecimalSerializer.INSTANCE.serialize(value.amount(), target);
  }

  @Override
  public Transaction deserialize(DataInputView source) throws IOException {
    return new Transaction(
        groups.deserialize(source), DecimalSerializer.INSTANCE.deserialize(source));
  }

  @Override
  public TypeSerializer<Transaction> duplicate() {
    return new TransactionSerializer();
  }

  @Override
  public TypeSerializerSnapshot<Transaction> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Transaction> {
    public Snapshot() {
      super(TransactionSerializer::new);
    }
  }
}
