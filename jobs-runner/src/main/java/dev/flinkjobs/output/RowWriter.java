package dev.flinkjobs.output;

import dev.flinkjobs.record.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one result, in the order of {@link ResultFormat#columns()}. The file format
 * behind it decides how they are written: numbers and truths stay such in JSON, text is quoted
 * where it must be. A null is an empty CSV field, or {@code null} in JSON.
 */
public interface RowWriter {

  void text(@Nullable String value);

  void number(@Nullable Decimal value);

  void number(long value);

  void truth(boolean value);
}
