package dev.flinkjobs.testing;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes records and reads them again, as the network and state do. */
public final class RoundTrip {
  private RoundTrip() {}

  /** The record as it is read again. Fails if only Kryo could write it. */
  @SuppressWarnings("unchecked")
  public static <T> T of(T record) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return of(record, TypeInformation.of((Class<T>) record.getClass()).createSerializer(config));
  }

  /** Of a record whose serializer is not found by its class. */
  public static <T> T of(T record, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
