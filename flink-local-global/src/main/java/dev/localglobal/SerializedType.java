package dev.localglobal;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type that stands for a serializer of this library. */
final class SerializedType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  /** Makes the serializer of those of the nested types. */
  @FunctionalInterface
  interface Maker<T> extends Serializable {
    TypeSerializer<T> make(TypeSerializer<?>... nested);
  }

  private final Class<T> type;
  private final Maker<T> maker;
  private final TypeInformation<?>[] nested;

  @SuppressWarnings("unchecked")
  SerializedType(Class<?> type, Maker<T> maker, TypeInformation<?>... nested) {
    this.type = (Class<T>) type;
    this.maker = maker;
    this.nested = nested;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return maker.make(
        Arrays.stream(nested)
            .map(part -> part.createSerializer(config))
            .toArray(TypeSerializer<?>[]::new));
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return type == KeyOrGroup.class;
  }

  @Override
  public String toString() {
    return type.getSimpleName() + Arrays.toString(nested);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SerializedType<?> that
        && type == that.type
        && Arrays.equals(nested, that.nested);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + Arrays.hashCode(nested);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SerializedType;
  }
}
