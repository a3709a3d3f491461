package dev.flinkjobs.source;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Rows from a server, each at most once: what was read before a failure does not come again. */
public record SocketSource<T>(
    SocketAddress address, CsvDialect dialect, RowDecoder<T> decoder, @Nullable EventTime time)
    implements Source<RowBatch<T>, SocketSplit, Boolean>, ResultTypeQueryable<RowBatch<T>> {

  private static final SocketSplit NEW = new SocketSplit(0);

  @Override
  public Boundedness getBoundedness() {
    return address.reconnects() == 0 ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RowBatch<T>, SocketSplit> createReader(SourceReaderContext context) {
    return new SocketReader<>(context, new SocketConnection<>(address, dialect, decoder, time));
  }

  @Override
  public SplitEnumerator<SocketSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<SocketSplit> context) {
    return new SocketEnumerator(context, NEW);
  }

  @Override
  public SplitEnumerator<SocketSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<SocketSplit> context, Boolean isFree) {
    return new SocketEnumerator(context, isFree ? NEW : null);
  }

  @Override
  public TypeInformation<RowBatch<T>> getProducedType() {
    return RowBatch.type(decoder.type());
  }

  @Override
  public SimpleVersionedSerializer<SocketSplit> getSplitSerializer() {
    return new SocketSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new SocketEnumerator.Serializer();
  }
}
