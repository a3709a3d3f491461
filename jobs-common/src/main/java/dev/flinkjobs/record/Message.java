package dev.flinkjobs.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text with values in it, the same in whatever locale. */
public final class Message {
  private Message() {}

  /**
   * As {@link String#format}; a text without values is taken as it is.
   *
   * @param text with {@code %s} and its like, and {@code %%} for a percent sign
   */
  public static String of(String text, @Nullable Object... values) {
    return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
  }
}
