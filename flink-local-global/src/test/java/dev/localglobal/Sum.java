package dev.localglobal;

import java.util.Objects;
import org.apache.flink.api.common.functions.AggregateFunction;

/** An accumulator that is changed in place, which shows whoever uses one that is not his. */
public class Sum {
  public long count;
  public long sum;

  /** What merging makes of its arguments. */
  public enum Merge {
    CHANGES_FIRST,
    CHANGES_SECOND,
    CHANGES_NEITHER
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sum that && count == that.count && sum == that.sum;
  }

  @Override
  public int hashCode() {
    return Objects.hash(count, sum);
  }

  @Override
  public String toString() {
    return sum + " of " + count;
  }

  private Sum plus(long moreCount, long moreSum) {
    count += moreCount;
    sum += moreSum;
    return this;
  }

  /** Ruins an accumulator that must not be used again. */
  private void ruin() {
    count = -1_000_000;
    sum = Long.MIN_VALUE / 2;
  }

  /** Counts and adds up. Its result is a text, so that it cannot change any more. */
  public static final class Function implements AggregateFunction<Row, Sum, String> {
    private static final long serialVersionUID = 1L;

    private final Merge merge;

    Function(Merge merge) {
      this.merge = merge;
    }

    @Override
    public Sum createAccumulator() {
      return new Sum();
    }

    @Override
    public Sum add(Row row, Sum sum) {
      if (merge == Merge.CHANGES_NEITHER) {
        return new Sum().plus(sum.count + 1, sum.sum + row.value());
      }
      return sum.plus(1, row.value());
    }

    @Override
    public Sum merge(Sum a, Sum b) {
      Sum kept =
          switch (merge) {
            case CHANGES_FIRST -> a;
            case CHANGES_SECOND -> b;
            case CHANGES_NEITHER -> new Sum();
          };
      long count = a.count + b.count;
      long sum = a.sum + b.sum;
      if (merge != Merge.CHANGES_NEITHER) {
        a.ruin();
        b.ruin();
      }
      kept.count = count;
      kept.sum = sum;
      return kept;
    }

    @Override
    public String getResult(Sum sum) {
      return sum.toString();
    }
  }
}
