package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code tumbling:5s}, {@code sliding:10s/5s} and {@code session:1m}. */
final class WindowsConverter implements ITypeConverter<Windows> {
  private static final String ALLOWED =
      "tumbling:SIZE, sliding:SIZE/SLIDE or session:GAP, with durations of 1ms or more, and a slide"
          + " no longer than the size, such as sliding:10s/5s";
  private static final List<String> KINDS = List.of("tumbling", "sliding", "session");

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
    Duration size = duration(value, sliding ? rest.substring(0, slash) : rest);
    if (!sliding) {
      return kind.equals("tumbling") ? Windows.tumbling(size) : Windows.session(size);
    }
    Duration slide = duration(value, rest.substring(slash + 1));
    if (slide.compareTo(size) > 0) {
      throw new NotAllowed(value, ALLOWED); // Rows between two windows would be in none.
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
