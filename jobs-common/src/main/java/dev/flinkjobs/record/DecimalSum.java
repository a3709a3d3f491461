package dev.flinkjobs.record;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Adds up decimals exactly, without an object for each of them while the sum fits into a long. It
 * has the largest scale added.
 */
@TypeInfo(DecimalSumSerializer.Factory.class)
public final class DecimalSum {
  private long unscaled;
  private int scale;
  private long count;

  /** In place of the long and the scale, once these were too small. */
  private @Nullable Decimal big;

  public DecimalSum() {}

  DecimalSum(Decimal sum, long count) {
    set(sum);
    this.count = count;
  }

  public void add(Decimal amount) {
    add(amount, 1);
  }

  /**
   * Adds a sum.
   *
   * @param added how many it is of
   */
  public void add(Decimal amount, long added) {
    count += added;
    if (big == null && amount.isCompact() && scale == amount.scale()) {
      long sum = unscaled + amount.unscaled();
      boolean overflow = ((unscaled ^ sum) & (amount.unscaled() ^ sum)) < 0;
      if (!overflow) {
        unscaled = sum;
        return;
      }
    }
    set(sum().plus(amount));
  }

  private void set(Decimal sum) {
    unscaled = sum.unscaled();
    scale = sum.scale();
    big = sum.isCompact() ? null : sum;
  }

  /** {@link Decimal#ZERO} before the first. */
  public Decimal sum() {
    return big != null ? big : Decimal.of(unscaled, scale);
  }

  /** How many were added. */
  public long count() {
    return count;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecimalSum that && sum().equals(that.sum()) && count == that.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sum(), count);
  }

  @Override
  public String toString() {
    return sum() + " of " + count;
  }
}
