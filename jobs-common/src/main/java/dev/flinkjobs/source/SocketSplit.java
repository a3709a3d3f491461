package dev.flinkjobs.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The connection to a server. What was read of it cannot be read again, so it has no position.
 *
 * @param connections how many there were
 */
record SocketSplit(int connections) implements SourceSplit {

  @Override
  public String splitId() {
    return "connection";
  }

  /** Writes the number of connections. */
  static final class Serializer implements SimpleVersionedSerializer<SocketSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(SocketSplit split) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(split.connections).array();
    }

    @Override
    public SocketSplit deserialize(int version, byte[] bytes) throws IOException {
      return new SocketSplit(ByteBuffer.wrap(bytes).getInt());
    }
  }
}
