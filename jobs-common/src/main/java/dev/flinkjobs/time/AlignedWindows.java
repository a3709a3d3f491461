package dev.flinkjobs.time;

import java.math.BigInteger;
import java.time.Duration;

/** Windows of other classes than Flink's whose boundaries are multiples of one length. */
public interface AlignedWindows {

  /**
   * The length of which all boundaries of windows are multiples, counted from 1970-01-01T00:00:00Z;
   * 1 ms or longer.
   */
  Duration slice();

  /** The greatest length of which both are multiples; with 0, the other without its sign. */
  static long gcd(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
  }
}
