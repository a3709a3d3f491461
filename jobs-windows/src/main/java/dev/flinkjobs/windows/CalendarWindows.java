package dev.flinkjobs.windows;

import dev.flinkjobs.time.AlignedWindows;
import dev.localglobal.SlicedWindows;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.jspecify.annotations.Nullable;

/**
 * The hours, days, weeks or months of a zone's calendar, one after another: for Flink's own {@code
 * window} and for that of {@code LocalGlobal}. Where clocks are changed they differ in length. A
 * day begins when its date first does; weeks on Monday. An hour that occurs twice is two windows,
 * one that does not occur is none.
 */
final class CalendarWindows extends WindowAssigner<Object, TimeWindow>
    implements SlicedWindows, AlignedWindows {
  private static final long serialVersionUID = 1L;

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /** A year in which zones change their clocks by rules that hold for good. */
  private static final int LATER_YEAR = 2100;

  /** How long windows are. */
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
    static Optional<Unit> of(String text) {
      return Arrays.stream(values()).filter(unit -> unit.text.equals(text)).findFirst();
    }

    private LocalDate first(LocalDate date) {
      return switch (this) {
        case HOUR, DAY -> date;
        case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> date.withDayOfMonth(1);
      };
    }

    private LocalDate next(LocalDate first) {
      return switch (this) {
        case HOUR, DAY -> first.plusDays(1);
        case WEEK -> first.plusWeeks(1);
        case MONTH -> first.plusMonths(1);
      };
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final Unit unit;
  private final ZoneId zone;

  CalendarWindows(Unit unit, ZoneId zone) {
    this.unit = unit;
    this.zone = zone;
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      @Nullable Object row, long timestamp, @Nullable WindowAssignerContext context) {
    return List.of(unit == Unit.HOUR ? hour(timestamp) : dates(timestamp));
  }

  @Override
  public long nextBoundary(long timestamp) {
    return assignWindows(null, timestamp, null).iterator().next().getEnd();
  }

  private TimeWindow dates(long timestamp) {
    LocalDate first = unit.first(LocalDate.ofInstant(Instant.ofEpochMilli(timestamp), zone));
    LocalDate next = unit.next(first);
    // Clocks that are put back over midnight show the date before once more.
    while (start(next) <= timestamp) {
      first = next;
      next = unit.next(first);
    }
    return new TimeWindow(start(first), start(next));
  }

  private long start(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private TimeWindow hour(long timestamp) {
    ZoneRules rules = zone.getRules();
    Instant at = Instant.ofEpochMilli(timestamp);
    long local = timestamp + rules.getOffset(at).getTotalSeconds() * 1000L;
    long start = timestamp - Math.floorMod(local, HOUR_MILLIS);
    long end = start + HOUR_MILLIS;
    ZoneOffsetTransition before = rules.previousTransition(at.plusMillis(1));
    ZoneOffsetTransition after = rules.nextTransition(at);
    return new TimeWindow(
        before == null ? start : Math.max(start, before.getInstant().toEpochMilli()),
        after == null ? end : Math.min(end, after.getInstant().toEpochMilli()));
  }

  /**
   * A length of which all boundaries since 1970 are multiples, counted from 1970-01-01T00:00:00Z.
   * Of earlier ones, at the odd offsets of local mean time, a window is complete up to a slice
   * later.
   */
  @Override
  public Duration slice() {
    ZoneRules rules = zone.getRules();
    long slice =
        unit == Unit.HOUR ? Duration.ofHours(1).toSeconds() : Duration.ofDays(1).toSeconds();
    slice = AlignedWindows.gcd(slice, rules.getOffset(Instant.EPOCH).getTotalSeconds());
    for (ZoneOffsetTransition change :
        Stream.concat(
                rules.getTransitions().stream(),
                rules.getTransitionRules().stream().map(rule -> rule.createTransition(LATER_YEAR)))
            .filter(change -> change.toEpochSecond() >= 0)
            .toList()) {
      slice = AlignedWindows.gcd(slice, change.toEpochSecond());
      slice = AlignedWindows.gcd(slice, change.getOffsetAfter().getTotalSeconds());
    }
    return Duration.ofSeconds(slice);
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

  /** For plans and errors. */
  @Override
  public String toString() {
    return "CalendarWindows(" + unit + ", " + zone + ")";
  }
}
