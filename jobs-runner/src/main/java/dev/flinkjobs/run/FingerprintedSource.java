package dev.flinkjobs.run;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.watermark.WatermarkDeclaration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A source whose enumerator is restored for a job with the same {@link Fingerprint} only. That is
 * where Flink keeps few bytes in the metadata of a checkpoint itself, so a client can read them
 * before anything starts: see {@link SavedState}. Readers, enumerators and splits are those of the
 * source; only what an enumerator leaves in a checkpoint has the fingerprint before it.
 */
final class FingerprintedSource<T, S extends SourceSplit, C>
    implements Source<T, S, C>, ResultTypeQueryable<T>, LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  private final Source<T, S, C> source;
  private final Fingerprint fingerprint;

  /** By which the coordinator of this source reads what it is restored from. */
  private transient @Nullable FingerprintedState<C> state;

  /**
   * @param source which says of what type its elements are
   */
  FingerprintedSource(Source<T, S, C> source, Fingerprint fingerprint) {
    this.source = source;
    this.fingerprint = fingerprint;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    return source.createReader(context);
  }

  @Override
  public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C checkpoint) {
    Exception failure = state == null ? null : state.failure();
    if (failure != null) {
      return failing(failure);
    }
    try {
      return source.restoreEnumerator(context, checkpoint);
    } catch (Exception failed) {
      return failing(failed);
    }
  }

  /**
   * Fails once it starts, and gives readers nothing. Where a job goes on from a savepoint, what its
   * enumerator throws before that is only logged by Flink, and the job runs for ever without it.
   */
  @SuppressWarnings("unchecked")
  private SplitEnumerator<S, C> failing(Exception failure) {
    return (SplitEnumerator<S, C>)
        Proxy.newProxyInstance(
            FingerprintedSource.class.getClassLoader(),
            new Class<?>[] {SplitEnumerator.class},
            (enumerator, method, arguments) -> {
              if (method.getName().equals("start")) {
                throw failure instanceof RuntimeException
                    ? failure
                    : new FlinkRuntimeException(failure.getMessage(), failure);
              }
              return null;
            });
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
    state = new FingerprintedState<>(source.getEnumeratorCheckpointSerializer(), fingerprint);
    return state;
  }

  @Override
  public Set<? extends WatermarkDeclaration> declareWatermarks() {
    return source.declareWatermarks();
  }

  @Override
  @SuppressWarnings("unchecked")
  public TypeInformation<T> getProducedType() {
    return ((ResultTypeQueryable<T>) source).getProducedType();
  }

  /** Null where the source gives none, as Flink has it. */
  @Override
  public @Nullable LineageVertex getLineageVertex() {
    return source instanceof LineageVertexProvider lineage ? lineage.getLineageVertex() : null;
  }
}
