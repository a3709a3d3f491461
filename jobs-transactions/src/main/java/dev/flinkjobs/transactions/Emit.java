package dev.flinkjobs.transactions;

import dev.flinkjobs.options.DurationConverter;
import java.time.Duration;

/**
 * When totals are emitted: one for every row, once at the end, or changed ones at intervals.
 *
 * @param text as it is given on the command line
 * @param when the same for the operators
 */
record Emit(String text, dev.localglobal.Emit when) {
  static final Emit EVERY = new Emit("every", dev.localglobal.Emit.perRow());
  static final Emit FINAL = new Emit("final", dev.localglobal.Emit.atEnd());

  static Emit at(Duration interval) {
    return new Emit(DurationConverter.text(interval), dev.localglobal.Emit.every(interval));
  }

  boolean isEvery() {
    return equals(EVERY);
  }

  boolean isFinal() {
    return equals(FINAL);
  }

  @Override
  public String toString() {
    return text;
  }
}
