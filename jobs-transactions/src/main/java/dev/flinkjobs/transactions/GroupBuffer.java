package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.LinkedHashMap;
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
 *
 * @param <B> what is kept of the rows of a group
 * @param <OUT> what is sent of them
 */
abstract class GroupBuffer<B, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<GroupAmount, OUT> {
  private static final long serialVersionUID = 1L;

  /** Bounds memory, and the work that waits at a barrier. */
  private static final int MAX_ROWS = 8192;

  /** How long a row may wait here on a slow input. */
  private static final Duration MAX_DELAY = Duration.ofMillis(20);

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Map<GroupKey, B> groups;

  private transient int rows;

  abstract B newGroup();

  abstract void add(Decimal amount, B group);

  abstract OUT record(GroupKey key, B group);

  @Override
  public void open() throws Exception {
    super.open();
    groups = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<GroupAmount> element) throws Exception {
    if (rows == 0) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      var unused =
          getProcessingTimeService().registerTimer(now + MAX_DELAY.toMillis(), time -> send());
    }
    GroupAmount row = element.getValue();
    B group = groups.get(row.group());
    if (group == null) {
      group = newGroup();
      groups.put(row.group(), group);
    }
    add(row.amount(), group);
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
    groups.forEach((key, group) -> output.collect(new StreamRecord<>(record(key, group))));
    groups.clear();
    rows = 0;
  }
}
