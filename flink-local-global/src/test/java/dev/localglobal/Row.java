package dev.localglobal;

/** A row of a test. Immutable, unlike {@link Box}. */
public record Row(String key, long time, long value) {
  static Row row(String key, long time, long value) {
    return new Row(key, time, value);
  }
}
