package dev.flinkjobs.record;

/** Adds up decimals exactly, without an object for each of them while sums fit into a long. */
public final class DecimalSum {
  private Decimal settled = Decimal.ZERO;
  private long unscaled;
  private int scale;
  private long count;

  public void add(Decimal amount) {
    count++;
    if (amount.isCompact()) {
      long sum = unscaled + amount.unscaled();
      boolean overflow = ((unscaled ^ sum) & (amount.unscaled() ^ sum)) < 0;
      if (amount.scale() == scale && !overflow) {
        unscaled = sum;
        return;
      }
    }
    settled = sum().plus(amount);
    unscaled = 0;
    scale = amount.isCompact() ? amount.scale() : 0;
  }

  /** With the largest scale added; {@link Decimal#ZERO} before the first. */
  public Decimal sum() {
    return settled.plus(Decimal.of(unscaled, scale));
  }

  /** How many were added. */
  public long count() {
    return count;
  }
}
