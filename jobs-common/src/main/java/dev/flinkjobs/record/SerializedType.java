package dev.flinkjobs.record;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;

/**
 * Type information for a class with a serializer of its own, in place of the one that Flink would
 * make by Kryo. Immutable values can be keys.
 */
final class SerializedType<T> extends GenericTypeInfo<T> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> serializer;

  SerializedType(Class<T> type, TypeSerializer<T> serializer) {
    super(type);
    this.serializer = serializer;
  }

  @Override
  public boolean isKeyType() {
    return serializer.isImmutableType();
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return getTypeClass().getSimpleName();
  }
}
