package dev.flinkjobs.benchmarks.micro;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import java.math.BigDecimal;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An amount added to a total: by ours, which fits into a long, and by the JDK's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decimals {
  private static final int COUNT = 1000;

  private final Decimal[] amounts;
  private final BigDecimal[] bigAmounts;

  public Decimals() {
    Random random = new Random(COUNT);
    amounts =
        IntStream.range(0, COUNT)
            .mapToObj(i -> Decimal.of(Rows.amount(random)))
            .toArray(Decimal[]::new);
    bigAmounts =
        IntStream.range(0, COUNT)
            .mapToObj(i -> amounts[i].toBigDecimal())
            .toArray(BigDecimal[]::new);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Decimal decimal() {
    Decimal total = Decimal.ZERO;
    for (Decimal amount : amounts) {
      total = total.plus(amount);
    }
    return total;
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Decimal decimalSum() {
    DecimalSum total = new DecimalSum();
    for (Decimal amount : amounts) {
      total.add(amount);
    }
    return total.sum();
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public BigDecimal bigDecimal() {
    BigDecimal total = BigDecimal.ZERO;
    for (BigDecimal amount : bigAmounts) {
      total = total.add(amount);
    }
    return total;
  }
}
