package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Adds to what was accumulated whose it is and of when, and how often it was said before. Where no
 * late rows are waited for, a window is emitted once, and nothing is kept of it.
 */
final class EmitWindow
    extends ProcessWindowFunction<Accumulated, WindowResult, GroupKey, TimeWindow> {
  private static final long serialVersionUID = 1L;

  /**
   * By window, for one key. Not Flink's state per window, which sessions do not have: theirs move
   * as they merge.
   */
  private static final MapStateDescriptor<TimeWindow, Integer> REVISIONS =
      new MapStateDescriptor<>("revisions", new TimeWindow.Serializer(), IntSerializer.INSTANCE);

  private final boolean revises;

  /**
   * @param revises whether a window may be emitted again
   */
  EmitWindow(boolean revises) {
    this.revises = revises;
  }

  @Override
  public void process(
      GroupKey key, Context context, Iterable<Accumulated> values, Collector<WindowResult> out)
      throws Exception {
    TimeWindow window = context.window();
    int revision = 1;
    if (revises) {
      revision += takeRevision(context);
      context.globalState().getMapState(REVISIONS).put(window, revision);
    }
    out.collect(
        new WindowResult(
            key, window.getStart(), window.getEnd(), values.iterator().next(), revision));
  }

  @Override
  public void clear(Context context) throws Exception {
    if (revises) {
      takeRevision(context);
    }
  }

  /**
   * Forgets the window, or the sessions that it is made of, and gives the last of their revisions.
   */
  private static int takeRevision(Context context) throws Exception {
    TimeWindow window = context.window();
    MapState<TimeWindow, Integer> revisions = context.globalState().getMapState(REVISIONS);
    List<TimeWindow> parts = new ArrayList<>();
    int last = 0;
    for (Map.Entry<TimeWindow, Integer> known : revisions.entries()) {
      TimeWindow part = known.getKey();
      if (part.getStart() >= window.getStart() && part.getEnd() <= window.getEnd()) {
        parts.add(part);
        last = Math.max(last, known.getValue());
      }
    }
    // Removed through an iterator, the last one would leave an empty map behind for each key.
    for (TimeWindow part : parts) {
      revisions.remove(part);
    }
    return last;
  }
}
