package dev.flinkjobs.source;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Lets one reader have the connection; the others end. */
final class SocketEnumerator implements SplitEnumerator<SocketSplit, Boolean> {
  private final SplitEnumeratorContext<SocketSplit> context;
  private @Nullable SocketSplit free;

  SocketEnumerator(SplitEnumeratorContext<SocketSplit> context, @Nullable SocketSplit free) {
    this.context = context;
    this.free = free;
  }

  @Override
  public void start() {
    // Readers ask.
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String hostname) {
    if (free == null) {
      context.signalNoMoreSplits(reader);
    } else {
      context.assignSplit(free, reader);
      free = null;
    }
  }

  @Override
  public void addSplitsBack(List<SocketSplit> splits, int reader) {
    splits.forEach(split -> free = split);
  }

  @Override
  public void addReader(int reader) {
    // It asks unless it has the connection.
  }

  @Override
  public Boolean snapshotState(long checkpointId) {
    return free != null;
  }

  @Override
  public void close() {
    // Holds nothing open.
  }

  /** Writes whether no reader has the connection. */
  static final class Serializer implements SimpleVersionedSerializer<Boolean> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Boolean isFree) {
      return new byte[] {(byte) (isFree ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) {
      return bytes[0] == 1;
    }
  }
}
