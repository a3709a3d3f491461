package dev.flinkjobs.transactions;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.time.Duration;
import java.util.List;

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

  static Emit parse(String text) {
    if (text.equals(EVERY.text) || text.equals(FINAL.text)) {
      return text.equals(EVERY.text) ? EVERY : FINAL;
    }
    String allowed = "every, final, or a duration of 1ms or more such as 1s";
    Duration interval;
    try {
      interval = DurationConverter.parse(text);
    } catch (NotAllowed notADuration) {
      throw new NotAllowed(text, allowed, List.of(EVERY.text, FINAL.text));
    }
    if (interval.isZero()) {
      throw new NotAllowed(text, allowed);
    }
    return at(interval);
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
