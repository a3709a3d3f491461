package dev.flinkjobs.transactions;

import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up the rows of each group before they are shuffled, so that one record crosses the network
 * for many. What it holds leaves before a checkpoint's barrier does, so it has no state; an
 * operator and not a function, since only operators are told of the barrier in time.
 */
final class PartialTotals extends AbstractStreamOperator<GroupTotal>
    implements OneInputStreamOperator<GroupTotal, GroupTotal> {
  private static final long serialVersionUID = 1L;

  /** Bounds memory where nearly every row is a group of its own. */
  private static final int MAX_GROUPS = 4096;

  /** How long a row may wait here on a slow input. */
  private static final Duration MAX_DELAY = Duration.ofMillis(20);

  private transient Map<GroupKey, GroupTotal> totals;

  @Override
  public void open() throws Exception {
    super.open();
    totals = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<GroupTotal> element) {
    if (totals.isEmpty()) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      getProcessingTimeService().registerTimer(now + MAX_DELAY.toMillis(), time -> send());
    }
    GroupTotal row = element.getValue();
    totals.merge(row.group(), row, GroupTotal::plus);
    if (totals.size() >= MAX_GROUPS) {
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
    for (GroupTotal total : totals.values()) {
      output.collect(new StreamRecord<>(total));
    }
    totals.clear();
  }
}
