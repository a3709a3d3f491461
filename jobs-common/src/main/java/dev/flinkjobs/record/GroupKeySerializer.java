package dev.flinkjobs.record;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link GroupKey} as its length, in one byte while it is short, and its bytes. */
public final class GroupKeySerializer extends ValueSerializer<GroupKey> {
  private static final long serialVersionUID = 1L;

  /** In place of a one-byte length: the length follows as an int. */
  private static final int LONG_KEY = 0xFF;

  private transient GroupKey.Cache cache = new GroupKey.Cache();
  private transient byte[] buffer = new byte[64];

  @Override
  public void serialize(GroupKey key, DataOutputView target) throws IOException {
    byte[] bytes = key.bytes();
    if (bytes.length < LONG_KEY) {
      target.writeByte(bytes.length);
    } else {
      target.writeByte(LONG_KEY);
      target.writeInt(bytes.length);
    }
    target.write(bytes);
  }

  @Override
  public GroupKey deserialize(DataInputView source) throws IOException {
    int length = source.readUnsignedByte();
    if (length == LONG_KEY) {
      length = source.readInt();
    }
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    source.readFully(buffer, 0, length);
    return cache.get(buffer, 0, length);
  }

  @Override
  public TypeSerializer<GroupKey> duplicate() {
    return new GroupKeySerializer();
  }

  private Object readResolve() {
    return new GroupKeySerializer();
  }

  @Override
  public TypeSerializerSnapshot<GroupKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupKey> {
    public Snapshot() {
      super(GroupKeySerializer::new);
    }
  }

  /** Gives the type information of {@link GroupKey} wherever Flink meets the class. */
  public static final class Factory extends TypeInfoFactory<GroupKey> {
    @Override
    public TypeInformation<GroupKey> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new GroupKeySerializer().type(GroupKey.class);
    }
  }
}
