package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.jspecify.annotations.Nullable;

/**
 * Into which windows time is cut. Tumbling and sliding ones of a fixed length begin at multiples of
 * their slide since 1970-01-01T00:00:00Z, whatever the zone that times are shown in.
 *
 * @param size of a window; of a session the silence that ends it; zero for those of a calendar
 * @param slide from the begin of one window to that of the next; otherwise as the size
 * @param unit of a calendar; null for a fixed length
 */
record Windows(Kind kind, Duration size, Duration slide, CalendarWindows.@Nullable Unit unit)
    implements Serializable {

  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static final String ALLOWED =
      "tumbling:SIZE, sliding:SIZE/SLIDE or session:GAP, with durations of 1ms or more, and a slide"
          + " no longer than the size, such as sliding:10s/5s; or tumbling:1h, 1d, 1w or 1mo of the"
          + " calendar of --zone";
  private static final String ALLOWED_OF_CALENDAR =
      "of the calendar of --zone tumbling:1h, tumbling:1d, tumbling:1w and tumbling:1mo, one at a"
          + " time; a fixed length is in hours or less, such as tumbling:48h or sliding:24h/1h";
  private static final List<String> KINDS = List.of("tumbling", "sliding", "session");

  /** Of one row, in Flink. */
  private static final long MOST_WINDOWS = 10_000_000;

  private static final String ALLOWED_SLIDES =
      "sliding:SIZE/SLIDE with a SIZE of at most 10,000,000 times the SLIDE";

  /** One of a size and a slide. */
  private static final Pattern OF_CALENDAR = Pattern.compile("\\d(d|w|mo)(/|$)");

  enum Kind {
    TUMBLING("Tumbling"),
    SLIDING("Sliding"),
    SESSION("Session");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As it stands before printed results. */
    String label() {
      return label;
    }
  }

  static Windows tumbling(Duration size) {
    return new Windows(Kind.TUMBLING, size, size, null);
  }

  static Windows sliding(Duration size, Duration slide) {
    return new Windows(Kind.SLIDING, size, slide, null);
  }

  static Windows session(Duration gap) {
    return new Windows(Kind.SESSION, gap, gap, null);
  }

  /** One after another, each as long as the calendar of a zone has it. */
  static Windows calendar(CalendarWindows.Unit unit) {
    return new Windows(Kind.TUMBLING, Duration.ZERO, Duration.ZERO, unit);
  }

  /** Of {@code tumbling:5s}, {@code tumbling:1d}, {@code sliding:10s/5s}, {@code session:1m}. */
  static Windows parse(String value) {
    int colon = value.indexOf(':');
    String kind = colon < 0 ? value : value.substring(0, colon);
    String rest = colon < 0 ? "" : value.substring(colon + 1);
    if (!KINDS.contains(kind)) {
      throw new NotAllowed(
          value, ALLOWED, KINDS.stream().map(known -> known + ":" + rest).toList());
    }
    int slash = rest.indexOf('/');
    boolean sliding = kind.equals("sliding");
    if (sliding != slash >= 0) {
      throw new NotAllowed(value, ALLOWED);
    }
    Optional<CalendarWindows.Unit> unit = CalendarWindows.Unit.of(rest);
    if (kind.equals("tumbling") && unit.isPresent()) {
      return calendar(unit.get());
    }
    if (!kind.equals("session") && OF_CALENDAR.matcher(rest).find()) {
      throw new NotAllowed(value, ALLOWED_OF_CALENDAR);
    }
    Duration size = duration(value, sliding ? rest.substring(0, slash) : rest);
    if (!sliding) {
      return kind.equals("tumbling") ? tumbling(size) : session(size);
    }
    Duration slide = duration(value, rest.substring(slash + 1));
    if (slide.compareTo(size) > 0) {
      throw new NotAllowed(value, ALLOWED); // Rows between two windows would be in none.
    }
    if (size.toMillis() / slide.toMillis() > MOST_WINDOWS) {
      throw new NotAllowed(value, ALLOWED_SLIDES);
    }
    return sliding(size, slide);
  }

  private static Duration duration(String value, String text) {
    try {
      Duration duration = DurationConverter.parse(text);
      if (duration.toMillis() > 0) {
        return duration;
      }
    } catch (NotAllowed notADuration) {
      // Said below.
    }
    throw new NotAllowed(value, ALLOWED);
  }

  boolean areSessions() {
    return kind == Kind.SESSION;
  }

  /**
   * The windows as Flink has them.
   *
   * @param zone of the calendar, if it has one
   */
  WindowAssigner<Object, TimeWindow> assigner(ZoneId zone) {
    if (unit != null) {
      return new CalendarWindows(unit, zone);
    }
    return switch (kind) {
      case TUMBLING -> TumblingEventTimeWindows.of(size);
      case SLIDING -> SlidingEventTimeWindows.of(size, slide);
      case SESSION -> EventTimeSessionWindows.withGap(size);
    };
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return switch (kind) {
      case TUMBLING ->
          "tumbling:" + (unit != null ? unit : size.equals(AN_HOUR) ? "60m" : fixed(size));
      case SLIDING -> "sliding:" + fixed(size) + "/" + fixed(slide);
      case SESSION -> "session:" + DurationConverter.text(size);
    };
  }

  /** Not in days, which are those of a calendar. */
  private static String fixed(Duration length) {
    String text = DurationConverter.text(length);
    return text.endsWith("d") ? length.toHours() + "h" : text;
  }
}
