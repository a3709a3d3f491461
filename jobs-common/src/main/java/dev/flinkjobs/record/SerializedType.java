package dev.flinkjobs.record;

import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Type information for a class with a serializer of its own. Immutable values can be keys. Flink
 * cannot sort them, which it does in batch mode only.
 */
final class SerializedType<T> extends BasicTypeInfo<T> {
  private static final long serialVersionUID = 1L;

  private final boolean isKey;

  SerializedType(Class<T> type, TypeSerializer<T> serializer) {
    super(type, new Class<?>[0], serializer, null);
    isKey = serializer.isImmutableType();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return isKey;
  }
}
