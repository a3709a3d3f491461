package dev.localglobal;

import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * The operator in front of the shuffle: it holds rows back for a moment and sends them as bundles.
 * A bundle leaves before the watermark that follows its rows, before a barrier, and at the end of
 * the input, so rows are in no state and none comes too late.
 *
 * @param <E> elements, which carry rows
 * @param <T> rows
 * @param <B> bundles
 */
abstract class LocalOperator<E, T, K, B> extends AbstractStreamOperator<B>
    implements OneInputStreamOperator<E, B> {
  private static final long serialVersionUID = 1L;

  /** Bounds memory, and the work that waits at a barrier. */
  static final int MAX_ROWS = 8192;

  /** How long a row or a watermark may wait here, in milliseconds. */
  static final long MAX_DELAY = 20;

  private final Rows<E, T> rows;
  final KeySelector<T, K> keySelector;
  private int keyGroups;

  /** Of the stream's rows, some have a timestamp. */
  transient boolean hasTimestamps;

  /** Null unless rows that are kept have to be copied. */
  private transient TypeSerializer<T> copier;

  private transient boolean sendsSoon;
  private transient boolean isIdle;
  private transient long watermark;
  private transient long sentWatermark;

  LocalOperator(Rows<E, T> rows, KeySelector<T, K> keySelector) {
    this.rows = rows;
    this.keySelector = keySelector;
  }

  /**
   * Sets the maximum parallelism of the operator behind the shuffle: the keys of a bundle are of
   * one of its key groups.
   */
  final void setKeyGroups(int keyGroups) {
    this.keyGroups = keyGroups;
  }

  final int keyGroups() {
    return keyGroups;
  }

  /** Takes a row. Its key must not be null. */
  abstract void add(T row, long timestamp) throws Exception;

  /** Sends the rows that are held, if any. */
  abstract void sendRows() throws Exception;

  @Override
  public void open() throws Exception {
    super.open();
    hasTimestamps = rows.haveTimestamps();
    // With object reuse, whoever made a row may fill it in again while it is held here.
    boolean isReused = getExecutionConfig().isObjectReuseEnabled();
    copier = isReused && !rows.serializer().isImmutableType() ? rows.serializer() : null;
    watermark = Long.MIN_VALUE;
    sentWatermark = Long.MIN_VALUE;
  }

  @Override
  public final void processElement(StreamRecord<E> element) throws Exception {
    hasTimestamps |= element.hasTimestamp();
    long timestamp = element.getTimestamp();
    RowsFunction<E, T> all = rows.of();
    if (all == null) {
      @SuppressWarnings("unchecked")
      T row = (T) element.getValue();
      take(row, timestamp);
    } else {
      List<T> list = all.rows(element.getValue());
      for (int i = 0, n = list.size(); i < n; i++) {
        take(list.get(i), timestamp);
      }
    }
    sendSoon();
  }

  private void take(T row, long timestamp) throws Exception {
    add(copier == null ? row : copier.copy(row), rows.timestamp(row, timestamp));
  }

  private void sendSoon() {
    if (!sendsSoon) {
      sendsSoon = true;
      long now = getProcessingTimeService().getCurrentProcessingTime();
      var unused =
          getProcessingTimeService()
              .registerTimer(
                  now + MAX_DELAY,
                  time -> {
                    sendsSoon = false;
                    send();
                  });
    }
  }

  /** Sends the rows that are held, and the watermark if it is held back with them. */
  final void send() throws Exception {
    sendRows();
    if (watermark > sentWatermark) {
      sentWatermark = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
  }

  /** The last watermark if it is held back, else that of no row. */
  final long heldWatermark() {
    return watermark > sentWatermark ? watermark : Long.MIN_VALUE;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = Math.max(watermark, mark.getTimestamp());
    send();
  }

  /** Takes a watermark that may be sent together with those that follow soon. */
  final void hold(Watermark mark) throws Exception {
    watermark = Math.max(watermark, mark.getTimestamp());
    if (watermark == Long.MAX_VALUE) {
      send();
    } else {
      sendSoon();
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    send();
    isIdle = status.isIdle();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    send();
  }

  /**
   * Where a source is idle, Flink drops the last watermark of a job that is drained (FLINK-40499).
   */
  @Override
  public void finish() throws Exception {
    if (sentWatermark < Long.MAX_VALUE) {
      if (isIdle) {
        processWatermarkStatus(WatermarkStatus.ACTIVE);
      }
      processWatermark(Watermark.MAX_WATERMARK);
    }
    super.finish();
  }
}
