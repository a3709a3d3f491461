package dev.flinkjobs.options;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** A value that an option does not take. The parser puts the option's name before the message. */
public final class NotAllowed extends TypeConversionException {
  private static final long serialVersionUID = 1L;

  /**
   * @param allowed what is, such as {@code every, final, or a duration such as 1s}
   */
  public NotAllowed(String value, String allowed) {
    this(value, allowed, List.of());
  }

  /**
   * @param allowed what is, such as {@code every, final, or a duration such as 1s}
   * @param words those of the allowed values that may have been misspelt
   */
  public NotAllowed(String value, String allowed, Collection<String> words) {
    super("'" + value + "' is not allowed; allowed: " + allowed + DidYouMean.hint(value, words));
  }
}
