package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows back for a moment, so that those of a key with the same windows become one, and those
 * of many keys cross the network together. The watermark is held back with them: a thousand of them
 * are as good as the last, as long as nothing between them is late.
 *
 * <p>A row that is not late here cannot be late behind the shuffle, where the watermark is the
 * least of all readers'. One that is goes as it is, behind the watermark that it is late for.
 */
final class CollectRows extends AbstractStreamOperator<Partials>
    implements OneInputStreamOperator<Measurement, Partials> {
  private static final long serialVersionUID = 1L;

  /** Bounds memory, and the work that waits at a barrier. */
  private static final int MAX_ROWS = 8192;

  /** How long a row or a watermark may wait here. */
  private static final Duration MAX_DELAY = Duration.ofMillis(20);

  private static final int PLACES = 1 << 12;

  private final Windows windows;
  private final Aggregate aggregate;

  @SuppressWarnings("NullAway.Init") // By initializeState().
  private transient SavedWatermark saved;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Buckets buckets;

  /** By bucket. */
  @SuppressWarnings("NullAway.Init") // By open().
  private transient List<List<Partial>> collected;

  /**
   * Where a partial is found again by its hash. A place that is taken is taken over: two partials
   * of one key are as good as one.
   */
  @SuppressWarnings("NullAway.Init") // By open().
  private transient @Nullable Partial[] places;

  private transient int rows;
  private transient long watermark;
  private transient long sentWatermark;

  /**
   * The watermark behind the shuffle is not beyond this one. Where nobody waits for this reader it
   * may be anywhere.
   */
  private transient long bound;

  /** The end of the last window that is over by the bound: earlier rows may be late. */
  private transient long onTimeFrom;

  private transient long step;
  private transient long pane;

  CollectRows(Windows windows, Aggregate aggregate) {
    this.windows = windows;
    this.aggregate = aggregate;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    saved = new SavedWatermark(context.getOperatorStateStore(), "last");
    watermark = Long.MIN_VALUE;
    sentWatermark = Long.MIN_VALUE;
    bound(saved.get());
  }

  private void bound(long next) {
    bound = next;
    onTimeFrom = windows.lastEnd(next);
  }

  @Override
  public void open() throws Exception {
    super.open();
    buckets = new Buckets(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    collected = new ArrayList<>();
    for (int i = 0; i < buckets.count(); i++) {
      collected.add(new ArrayList<>());
    }
    places = new Partial[PLACES];
    rows = 0;
    step = windows.step(Duration.ZERO).toMillis();
    pane = 0;
    sendSoon();
  }

  private void sendSoon() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    var unused =
        getProcessingTimeService()
            .registerTimer(
                now + MAX_DELAY.toMillis(),
                time -> {
                  send();
                  sendSoon();
                });
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    saved.set(bound);
  }

  @Override
  public void processElement(StreamRecord<Measurement> element) {
    Measurement row = element.getValue();
    if (row.timestamp() >= onTimeFrom) {
      addOnTime(row.key(), row.timestamp(), row.value());
    } else {
      if (watermark > sentWatermark && row.timestamp() < windows.lastEnd(watermark)) {
        send();
      }
      collect(new Partial(row.key(), row.timestamp(), Accumulated.of(row.value())));
    }
    rows++;
    if (rows == MAX_ROWS) {
      send();
    }
  }

  private void addOnTime(GroupKey key, long timestamp, Decimal value) {
    if (timestamp < pane || timestamp >= pane + step) {
      pane = timestamp - Math.floorMod(timestamp, step);
    }
    int hash = key.hashCode() + Long.hashCode(pane);
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Partial known = places[place];
    if (known != null && known.isOf(key, pane)) {
      known.add(value, aggregate);
    } else {
      Partial first = new Partial(key, pane, Accumulated.of(value));
      places[place] = first;
      collect(first);
    }
  }

  private void collect(Partial partial) {
    collected.get(buckets.indexOf(partial.key())).add(partial);
  }

  /** Only the last of all passes at once. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = Math.max(watermark, mark.getTimestamp());
    if (watermark > bound) {
      bound(watermark);
    }
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      send();
    }
  }

  /** The others go on without this reader, whose rows may all be late when it comes back. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    send();
    if (status.isIdle()) {
      bound(Long.MAX_VALUE);
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    send();
  }

  private void send() {
    if (rows > 0) {
      for (int i = 0; i < collected.size(); i++) {
        List<Partial> partials = collected.get(i);
        if (!partials.isEmpty()) {
          output.collect(new StreamRecord<>(new Partials(buckets.number(i), partials)));
          collected.set(i, new ArrayList<>());
        }
      }
      Arrays.fill(places, null);
      rows = 0;
    }
    if (watermark > sentWatermark) {
      sentWatermark = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
  }
}
