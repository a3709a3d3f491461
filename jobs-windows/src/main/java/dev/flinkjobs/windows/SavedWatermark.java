package dev.flinkjobs.windows;

import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A watermark in checkpoints, where Flink keeps none. In broadcast state, which goes to any number
 * of subtasks; union state would stop all checkpoints once one subtask has finished.
 */
final class SavedWatermark {
  private static final MapStateDescriptor<String, Long> WATERMARK =
      new MapStateDescriptor<>("watermark", Types.STRING, Types.LONG);

  private final BroadcastState<String, Long> saved;
  private final String name;

  /**
   * @param name of this one among those of the operator
   */
  SavedWatermark(OperatorStateStore store, String name) throws Exception {
    saved = store.getBroadcastState(WATERMARK);
    this.name = name;
  }

  /** {@link Long#MIN_VALUE} where there is none. */
  long get() throws Exception {
    Long last = saved.get(name);
    return last == null ? Long.MIN_VALUE : last;
  }

  void set(long watermark) throws Exception {
    saved.put(name, watermark);
  }
}
