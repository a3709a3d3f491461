package dev.localglobal;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The accumulator of a window of a key. */
class WindowAccumulator<A> {

  /** Null before the first row. */
  A accumulator;

  /** How often it was emitted. */
  int emitted;

  WindowAccumulator(A accumulator, int emitted) {
    this.accumulator = accumulator;
    this.emitted = emitted;
  }

  static final class Serializer<A> extends NestedSerializer<WindowAccumulator<A>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<A> accumulators;

    @SuppressWarnings("unchecked")
    Serializer(TypeSerializer<?>... nested) {
      super(Kind.ACCUMULATOR, nested);
      accumulators = (TypeSerializer<A>) nested[0];
    }

    @Override
    public WindowAccumulator<A> copy(WindowAccumulator<A> from) {
      return new WindowAccumulator<>(accumulators.copy(from.accumulator), from.emitted);
    }

    @Override
    public void serialize(WindowAccumulator<A> current, DataOutputView target) throws IOException {
      accumulators.serialize(current.accumulator, target);
      writeCount(current.emitted, target);
    }

    @Override
    public WindowAccumulator<A> deserialize(DataInputView source) throws IOException {
      return new WindowAccumulator<>(accumulators.deserialize(source), readCount(source));
    }
  }
}
