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
    if (count == 0) {
      set(amount);
    } else if (!amount.isCompact() || !addCompact(amount.unscaled(), amount.scale())) {
      set(sum().plus(amount));
    }
    count++;
  }

  /** Adds what was added to another. */
  public void add(DecimalSum more) {
    if (more.big != null || !addCompact(more.unscaled, more.scale)) {
      set(sum().plus(more.sum()));
    }
    count += more.count;
  }

  /** Adds a long of a scale, unless that takes another scale or more than a long; says so. */
  private boolean addCompact(long more, int moreScale) {
    long sum = unscaled + more;
    boolean overflow = ((unscaled ^ sum) & (more ^ sum)) < 0;
    if (big != null || scale != moreScale || overflow) {
      return false;
    }
    unscaled = sum;
    return true;
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
