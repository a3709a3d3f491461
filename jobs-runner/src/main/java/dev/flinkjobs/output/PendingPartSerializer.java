package dev.flinkjobs.output;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes pending parts into checkpoints. */
record PendingPartSerializer(SimpleVersionedSerializer<CommitRecoverable> recoverables)
    implements SimpleVersionedSerializer<PendingPart> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(PendingPart part) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeUTF(part.path().toUri().toString());
    SimpleVersionedSerialization.writeVersionAndSerialize(recoverables, part.recoverable(), out);
    return out.getCopyOfBuffer();
  }

  @Override
  public PendingPart deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a pending part of version " + version + "; this program reads version " + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    Path path = new Path(URI.create(in.readUTF()));
    return new PendingPart(
        path, SimpleVersionedSerialization.readVersionAndDeSerialize(recoverables, in), false);
  }
}
