package dev.localglobal;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A serializer that is made of others: a subclass says how to write, to read and to copy. */
abstract class NestedSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  /** All of them, by the names that they have in state. */
  enum Kind {
    ENTRIES,
    VALUES,
    KEY,
    LATE_ROW,
    SESSIONS,
    ACCUMULATOR;

    /** The serializer that is made of these. */
    @SuppressWarnings("unchecked")
    <T> NestedSerializer<T> of(TypeSerializer<?>... nested) {
      return (NestedSerializer<T>)
          switch (this) {
            case ENTRIES -> new EntriesSerializer<>(nested);
            case VALUES -> new ValuesBundleSerializer<>(nested);
            case KEY -> new KeyOrGroup.Serializer<>(nested);
            case LATE_ROW -> new LateRow.Serializer<>(nested);
            case SESSIONS -> new Session.Serializer<>(nested);
            case ACCUMULATOR -> new WindowAccumulator.Serializer<>(nested);
          };
    }
  }

  private final Kind kind;
  private final TypeSerializer<?>[] nested;

  NestedSerializer(Kind kind, TypeSerializer<?>... nested) {
    this.kind = kind;
    this.nested = nested;
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    return kind.of(
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
        && kind == that.kind
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

  @Override
  public final TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** What state says of its serializer: its kind, and the snapshots of those it is made of. */
  public static final class Snapshot<T>
      extends CompositeTypeSerializerSnapshot<T, NestedSerializer<T>> {
    private Kind kind;

    /** By restores. */
    public Snapshot() {}

    private Snapshot(NestedSerializer<T> serializer) {
      super(serializer);
      kind = serializer.kind;
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(NestedSerializer<T> serializer) {
      return serializer.nested;
    }

    @Override
    protected NestedSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] others) {
      return kind.of(others);
    }

    @Override
    protected void writeOuterSnapshot(DataOutputView target) throws IOException {
      target.writeUTF(kind.name());
    }

    @Override
    protected void readOuterSnapshot(int version, DataInputView source, ClassLoader classes)
        throws IOException {
      kind = Kind.valueOf(source.readUTF());
    }

    @Override
    protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return kind == ((Snapshot<T>) old).kind
          ? OuterSchemaCompatibility.COMPATIBLE_AS_IS
          : OuterSchemaCompatibility.INCOMPATIBLE;
    }
  }
}
