package dev.flinkjobs.transactions;

import dev.flinkjobs.options.DurationConverter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When totals are emitted: one for every row, once at the end, or changed ones at intervals. */
final class Emit {
  static final Emit EVERY = new Emit(null);
  static final Emit FINAL = new Emit(null);

  private final @Nullable Duration interval;

  private Emit(@Nullable Duration interval) {
    this.interval = interval;
  }

  static Emit at(Duration interval) {
    return new Emit(interval);
  }

  boolean isEvery() {
    return this == EVERY;
  }

  boolean isFinal() {
    return this == FINAL;
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return isEvery() ? "every" : interval == null ? "final" : DurationConverter.text(interval);
  }

  /** Between two totals of a group; null for {@link #EVERY} and {@link #FINAL}. */
  @Nullable Duration interval() {
    return interval;
  }
}
