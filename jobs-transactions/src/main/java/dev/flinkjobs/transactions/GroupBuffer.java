package dev.flinkjobs.transactions;

import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds rows back for a moment, so that those of a group cross the network as one record. What it
 * holds leaves before a checkpoint's barrier and before a watermark, the one at the end of the
 * input among them: so it has no state, and nothing arrives too late. An operator and not a
 * function, since only operators are told of these in time.
 */
abstract class GroupBuffer<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  /** Bounds memory, and the work that waits at a barrier. */
  private static final int MAX_ROWS = 8192;

  /** How long a row may wait here on a slow input. */
  private static final Duration MAX_DELAY = Duration.ofMillis(20);

  private final boolean passesOn;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Map<GroupKey, List<T>> groups;

  private transient int rows;

  /**
   * @param passesOn whether nothing is held back, since rows were put together where they were
   *     read, or must not be
   */
  GroupBuffer(boolean passesOn) {
    this.passesOn = passesOn;
  }

  abstract GroupKey key(T rows);

  /** One record of those of a group, in their order. */
  abstract T together(GroupKey key, List<T> rows);

  @Override
  public void open() throws Exception {
    super.open();
    groups = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    if (passesOn) {
      output.collect(element);
      return;
    }
    if (rows == 0) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      var unused =
          getProcessingTimeService().registerTimer(now + MAX_DELAY.toMillis(), time -> send());
    }
    T row = element.getValue();
    groups.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row);
    rows++;
    if (rows == MAX_ROWS) {
      send();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    send();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    send();
    super.processWatermark(mark);
  }

  private void send() {
    groups.forEach((key, held) -> output.collect(new StreamRecord<>(together(key, held))));
    groups.clear();
    rows = 0;
  }
}
