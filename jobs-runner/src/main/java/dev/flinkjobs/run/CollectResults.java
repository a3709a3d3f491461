package dev.flinkjobs.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands the results of a bounded job to its driver, as an accumulator that is there when all of
 * them are: an attempt that fails leaves none.
 */
final class CollectResults<T> extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<T, Void>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private static final String ACCUMULATOR = "results";

  private final TypeSerializer<T> serializer;
  private final long maxBytes;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient DataOutputSerializer results;

  /**
   * @param maxBytes of one subtask
   */
  CollectResults(TypeSerializer<T> serializer, long maxBytes) {
    this.serializer = serializer;
    this.maxBytes = maxBytes;
  }

  @Override
  public void open() throws Exception {
    super.open();
    results = new DataOutputSerializer(1 << 10);
  }

  @Override
  public void processElement(StreamRecord<T> result) throws IOException {
    serializer.serialize(result.getValue(), results);
    if (results.length() > maxBytes) {
      throw new SuppressRestartsException(
          new IOException(
              String.format(
                  Locale.ROOT,
                  "the results of one subtask have more than %,d bytes, which is what a message of"
                      + " the cluster holds; raise pekko.framesize there, or -p",
                  maxBytes)));
    }
  }

  @Override
  public void endInput() {
    ListAccumulator<byte[]> whole = new ListAccumulator<>();
    whole.add(results.getCopyOfBuffer());
    getRuntimeContext().addAccumulator(ACCUMULATOR, whole);
  }

  /** The results of a job that has ended. */
  static <T> List<T> of(RunningJob ended, TypeSerializer<T> serializer) {
    List<?> parts =
        (List<?>)
            ended
                .accumulator(ACCUMULATOR)
                .orElseThrow(() -> new IllegalStateException("the job has left no results"));
    List<T> results = new ArrayList<>();
    try {
      for (Object part : parts) {
        DataInputDeserializer bytes = new DataInputDeserializer((byte[]) part);
        while (bytes.available() > 0) {
          results.add(serializer.deserialize(bytes));
        }
      }
    } catch (IOException broken) {
      throw new IllegalStateException("the results of the job cannot be read", broken);
    }
    return results;
  }
}
