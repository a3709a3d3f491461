package dev.localglobal;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a window keeps of a key. */
class Pane<A> {

  /** Null before the first row. */
  A accumulator;

  /** How often it was emitted. */
  int emitted;

  Pane(A accumulator, int emitted) {
    this.accumulator = accumulator;
    this.emitted = emitted;
  }

  static final class Serializer<A> extends NestedSerializer<Pane<A>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<A> accumulators;

    @SuppressWarnings("unchecked")
    Serializer(TypeSerializer<?>... nested) {
      super(nested);
      accumulators = (TypeSerializer<A>) nested[0];
    }

    @Override
    Serializer<A> of(TypeSerializer<?>[] others) {
      return new Serializer<>(others);
    }

    @Override
    public Pane<A> copy(Pane<A> from) {
      return new Pane<>(accumulators.copy(from.accumulator), from.emitted);
    }

    @Override
    public void serialize(Pane<A> pane, DataOutputView target) throws IOException {
      accumulators.serialize(pane.accumulator, target);
      writeCount(pane.emitted, target);
    }

    @Override
    public Pane<A> deserialize(DataInputView source) throws IOException {
      return new Pane<>(accumulators.deserialize(source), readCount(source));
    }

    @Override
    public TypeSerializerSnapshot<Pane<A>> snapshotConfiguration() {
      return new PaneSnapshot<>(this);
    }
  }

  /** For restores. */
  public static final class PaneSnapshot<A>
      extends NestedSerializer.Snapshot<Pane<A>, Serializer<A>> {

    /** By restores. */
    public PaneSnapshot() {}

    PaneSnapshot(Serializer<A> serializer) {
      super(serializer);
    }

    @Override
    protected Serializer<A> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
      return new Serializer<>(nested);
    }
  }
}
