package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * Reads {@code tumbling:5s}, {@code tumbling:1d}, {@code sliding:10s/5s} and {@code session:1m}.
 */
final class WindowsConverter implements ITypeConverter<Windows> {
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

  private final DurationConverter durations = new DurationConverter();

  @Override
  public Windows convert(String value) {
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
      return Windows.calendar(unit.get());
    }
    if (!kind.equals("session") && OF_CALENDAR.matcher(rest).find()) {
      throw new NotAllowed(value, ALLOWED_OF_CALENDAR);
    }
    Duration size = duration(value, sliding ? rest.substring(0, slash) : rest);
    if (!sliding) {
      return kind.equals("tumbling") ? Windows.tumbling(size) : Windows.session(size);
    }
    Duration slide = duration(value, rest.substring(slash + 1));
    if (slide.compareTo(size) > 0) {
      throw new NotAllowed(value, ALLOWED); // Rows between two windows would be in none.
    }
    if (size.toMillis() / slide.toMillis() > MOST_WINDOWS) {
      throw new NotAllowed(value, ALLOWED_SLIDES);
    }
    return Windows.sliding(size, slide);
  }

  private Duration duration(String value, String text) {
    try {
      Duration duration = durations.convert(text);
      if (duration.toMillis() > 0) {
        return duration;
      }
    } catch (NotAllowed notADuration) {
      // Said below.
    }
    throw new NotAllowed(value, ALLOWED);
  }
}
