package dev.localglobal;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Windows one after the other whose lengths differ, like the months of a calendar. */
final class IrregularWindows extends WindowAssigner<Object, TimeWindow> implements SlicedWindows {
  private static final long serialVersionUID = 1L;

  private final TreeSet<Long> boundaries;

  IrregularWindows(List<Long> boundaries) {
    this.boundaries = new TreeSet<>(boundaries);
  }

  @Override
  public long nextBoundary(long timestamp) {
    return boundaries.higher(timestamp);
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object row, long timestamp, WindowAssignerContext context) {
    return List.of(new TimeWindow(boundaries.floor(timestamp), nextBoundary(timestamp)));
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return EventTimeTrigger.create();
  }

  @Override
  public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
    return new TimeWindow.Serializer();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }
}
