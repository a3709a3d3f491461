package dev.flinkjobs.time;

import dev.flinkjobs.record.RowBatch;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives each batch the time of the clock at which it came, and the stream a watermark that follows
 * the clock. Windows of event time after it are those of processing time, but they also fire at the
 * end of input, and no row is ever late.
 */
public final class StampArrivals<T> extends AbstractStreamOperator<RowBatch<T>>
    implements OneInputStreamOperator<RowBatch<T>, RowBatch<T>> {
  private static final long serialVersionUID = 1L;

  /** How long after the end of a window the watermark may pass it. */
  private static final long INTERVAL_MILLIS = 100;

  /** The latest time so far: a clock that is put back must not make rows late. */
  private transient long latest;

  private transient boolean ended;

  @Override
  public void open() throws Exception {
    super.open();
    latest = Long.MIN_VALUE;
    ended = false;
    follow();
  }

  private void follow() {
    var unused =
        getProcessingTimeService()
            .registerTimer(
                getProcessingTimeService().getCurrentProcessingTime() + INTERVAL_MILLIS,
                timestamp -> {
                  if (!ended) {
                    output.emitWatermark(new Watermark(now() - 1));
                    follow();
                  }
                });
  }

  private long now() {
    latest = Math.max(latest, getProcessingTimeService().getCurrentProcessingTime());
    return latest;
  }

  @Override
  public void processElement(StreamRecord<RowBatch<T>> element) {
    element.setTimestamp(now());
    output.collect(element);
  }

  /** The input itself has no time but its end. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      ended = true;
      super.processWatermark(mark);
    }
  }
}
