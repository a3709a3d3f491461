package dev.flinkjobs.record;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal: a long and a scale while it fits, a {@link BigDecimal} when it does not, so
 * that sums of money are fast and never wrong in a digit. Immutable. Equal when value and scale are
 * equal, as for {@link BigDecimal}.
 */
@TypeInfo(DecimalSerializer.Factory.class)
public final class Decimal implements Comparable<Decimal>, Serializable {
  private static final long serialVersionUID = 1L;

  public static final Decimal ZERO = new Decimal(0, 0, null);

  /** The most fractional digits that a long with a scale is used for. */
  static final int MAX_COMPACT_SCALE = 18;

  /** Up to here a double holds every whole number, and every power of ten that a scale needs. */
  private static final long MAX_EXACT_IN_DOUBLE = 1L << 53;

  private static final long[] POWERS_OF_TEN = powersOfTen();

  private final long unscaled;
  private final int scale;
  private final @Nullable BigDecimal big;

  private Decimal(long unscaled, int scale, @Nullable BigDecimal big) {
    this.unscaled = unscaled;
    this.scale = scale;
    this.big = big;
  }

  /** {@code unscaled} x 10^-{@code scale}; the scale is not negative. */
  public static Decimal of(long unscaled, int scale) {
    if (scale >= 0 && scale <= MAX_COMPACT_SCALE) {
      return new Decimal(unscaled, scale, null);
    }
    return of(BigDecimal.valueOf(unscaled, scale));
  }

  /** The same value; a negative scale becomes 0. */
  public static Decimal of(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    if (plain.scale() <= MAX_COMPACT_SCALE && plain.unscaledValue().bitLength() < Long.SIZE) {
      return new Decimal(plain.unscaledValue().longValue(), plain.scale(), null);
    }
    return new Decimal(0, plain.scale(), plain);
  }

  /** Reads plain and scientific notation, as {@link BigDecimal#BigDecimal(String)} does. */
  public static Decimal of(String text) {
    return of(new BigDecimal(text));
  }

  /** The exact sum, with the larger of the two scales. */
  public Decimal plus(Decimal other) {
    if (big == null && other.big == null) {
      int sumScale = Math.max(scale, other.scale);
      long left = POWERS_OF_TEN[sumScale - scale];
      long right = POWERS_OF_TEN[sumScale - other.scale];
      long a = unscaled * left;
      long b = other.unscaled * right;
      long sum = a + b;
      boolean exact =
          (left == 1 || Math.multiplyHigh(unscaled, left) == a >> 63)
              && (right == 1 || Math.multiplyHigh(other.unscaled, right) == b >> 63)
              && ((a ^ sum) & (b ^ sum)) >= 0;
      if (exact) {
        return new Decimal(sum, sumScale, null);
      }
    }
    return of(toBigDecimal().add(other.toBigDecimal()));
  }

  /**
   * The quotient, rounded half up to a number of fractional digits, without trailing zeros but with
   * one fractional digit at least.
   *
   * @param digits 1 to {@value #MAX_COMPACT_SCALE}
   * @throws ArithmeticException if the divisor is 0
   */
  public Decimal dividedBy(long divisor, int digits) {
    if (big == null && scale <= digits && divisor > 0) {
      long factor = POWERS_OF_TEN[digits - scale];
      long shifted = unscaled * factor;
      if (Math.multiplyHigh(unscaled, factor) == shifted >> 63) {
        long quotient = shifted / divisor;
        long rest = Math.abs(shifted % divisor);
        if (rest >= divisor - rest) {
          quotient += shifted < 0 ? -1 : 1;
        }
        int shortest = digits;
        while (shortest > 1 && quotient % 10 == 0) {
          quotient /= 10;
          shortest--;
        }
        return new Decimal(quotient, shortest, null);
      }
    }
    BigDecimal quotient =
        toBigDecimal()
            .divide(BigDecimal.valueOf(divisor), digits, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return of(quotient.scale() < 1 ? quotient.setScale(1) : quotient);
  }

  /** The same value, with one fractional digit at least. */
  public Decimal withFraction() {
    return scale > 0 ? this : plus(new Decimal(0, 1, null));
  }

  public int scale() {
    return scale;
  }

  /** Whether the value is a long with a scale; {@link #unscaled()} is only then of use. */
  public boolean isCompact() {
    return big == null;
  }

  public long unscaled() {
    return unscaled;
  }

  public BigDecimal toBigDecimal() {
    return big != null ? big : BigDecimal.valueOf(unscaled, scale);
  }

  /** The nearest double, which is infinite beyond the largest of them. */
  public double doubleValue() {
    // A quotient of two exact doubles is rounded once.
    return big == null && Math.abs(unscaled) <= MAX_EXACT_IN_DOUBLE
        ? unscaled / (double) POWERS_OF_TEN[scale]
        : toBigDecimal().doubleValue();
  }

  @Override
  public int compareTo(Decimal other) {
    return toBigDecimal().compareTo(other.toBigDecimal());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decimal that
        && unscaled == that.unscaled
        && scale == that.scale
        && Objects.equals(big, that.big);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(unscaled) * 31 + scale + Objects.hashCode(big);
  }

  /** Plain notation with {@link #scale()} fractional digits. */
  @Override
  public String toString() {
    return toBigDecimal().toPlainString();
  }

  private static long[] powersOfTen() {
    long[] powers = new long[MAX_COMPACT_SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
