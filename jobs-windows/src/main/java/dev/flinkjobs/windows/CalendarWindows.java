package dev.flinkjobs.windows;

import dev.localglobal.SlicedWindows;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Tumbling windows of a calendar: the hours, days, weeks or months of a time zone, whose lengths
 * differ where clocks change. Every timestamp is in exactly one window.
 *
 * <p>Days, weeks (from Monday, as in ISO 8601) and months begin at {@link
 * LocalDate#atStartOfDay(ZoneId)}. Hours begin at full hours of local time and where the offset of
 * the zone changes: an hour that clocks repeat is two windows, one that they skip is none.
 */
final class CalendarWindows extends WindowAssigner<Object, TimeWindow> implements SlicedWindows {
  private static final long serialVersionUID = 1L;

  enum Unit {
    HOUR("1h"),
    DAY("1d"),
    WEEK("1w"),
    MONTH("1mo");

    private final String text;

    Unit(String text) {
      this.text = text;
    }

    /** As it is given on the command line. */
    String text() {
      return text;
    }
  }

  private final Unit unit;
  private final ZoneId zone;

  CalendarWindows(Unit unit, ZoneId zone) {
    this.unit = unit;
    this.zone = zone;
  }

  /**
   * The window of a timestamp.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
   */
  TimeWindow of(long timestamp) {
    Instant time = Instant.ofEpochMilli(timestamp);
    return unit == Unit.HOUR ? hour(time) : days(time);
  }

  private TimeWindow days(Instant time) {
    LocalDate first = first(LocalDate.ofInstant(time, zone));
    // Where clocks go back over midnight, a date comes twice: it has ended with its first time.
    if (!start(next(first)).isAfter(time)) {
      first = next(first);
    }
    return window(start(first), start(next(first)));
  }

  private LocalDate first(LocalDate date) {
    return switch (unit) {
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      case DAY, HOUR -> date;
    };
  }

  private LocalDate next(LocalDate first) {
    return switch (unit) {
      case WEEK -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
      case DAY, HOUR -> first.plusDays(1);
    };
  }

  private Instant start(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  private TimeWindow hour(Instant time) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(time);
    Instant start = time.atOffset(offset).truncatedTo(ChronoUnit.HOURS).toInstant();
    Instant end = start.plus(1, ChronoUnit.HOURS);
    ZoneOffsetTransition next = rules.nextTransition(time);
    if (next != null && next.getInstant().isBefore(end)) {
      end = next.getInstant();
    }
    // The rules look for one before an instant, and this one may be at it.
    ZoneOffsetTransition last = rules.previousTransition(time.plusNanos(1));
    if (last != null && last.getInstant().isAfter(start)) {
      start = last.getInstant();
    }
    return window(start, end);
  }

  private static TimeWindow window(Instant start, Instant end) {
    return new TimeWindow(start.toEpochMilli(), end.toEpochMilli());
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object row, long timestamp, WindowAssignerContext context) {
    return List.of(of(timestamp));
  }

  @Override
  public long nextBoundary(long timestamp) {
    return of(timestamp).getEnd();
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

  @Override
  public String toString() {
    return unit.text + " of " + zone;
  }
}
