package dev.localglobal;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A serializer that is made of others: a subclass says how to write, to read and to copy. */
abstract class NestedSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  final TypeSerializer<?>[] nested;

  NestedSerializer(TypeSerializer<?>... nested) {
    this.nested = nested;
  }

  /** The same serializer, made of others. */
  abstract NestedSerializer<T> of(TypeSerializer<?>[] others);

  @Override
  public final TypeSerializer<T> duplicate() {
    return of(
        Arrays.stream(nested).map(TypeSerializer::duplicate).toArray(TypeSerializer<?>[]::new));
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  /** None: values are never filled in. */
  @Override
  public final T createInstance() {
    return null;
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof NestedSerializer<?> that
        && getClass() == that.getClass()
        && Arrays.equals(nested, that.nested);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(nested);
  }

  /** Seven bits in a byte, the lowest first, so that small counts need one byte. */
  static void writeCount(int count, DataOutputView target) throws IOException {
    int rest = count;
    while ((rest & ~0x7F) != 0) {
      target.writeByte(rest | 0x80);
      rest >>>= 7;
    }
    target.writeByte(rest);
  }

  static int readCount(DataInputView source) throws IOException {
    int next = source.readByte();
    int count = next & 0x7F;
    for (int shift = 7; next < 0; shift += 7) {
      next = source.readByte();
      count |= (next & 0x7F) << shift;
    }
    return count;
  }

  /** What state says of its serializer: which class, and the snapshots of those it is made of. */
  abstract static class Snapshot<T, S extends NestedSerializer<T>>
      extends CompositeTypeSerializerSnapshot<T, S> {
    Snapshot() {}

    Snapshot(S serializer) {
      super(serializer);
    }

    @Override
    protected final int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected final TypeSerializer<?>[] getNestedSerializers(S serializer) {
      return serializer.nested;
    }
  }
}
