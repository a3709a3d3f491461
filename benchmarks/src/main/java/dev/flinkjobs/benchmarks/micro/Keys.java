package dev.flinkjobs.benchmarks.micro;

import dev.flinkjobs.record.GroupKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A key found for the bytes of a row: few keys repeat, many push one another out of the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Keys {
  private static final int COUNT = 100_000;

  @Param({"8", "100000"})
  public int keys;

  private final GroupKey.Cache cache = new GroupKey.Cache();
  private byte[][] rows = {};

  @Setup
  public void makeRows() {
    rows =
        IntStream.range(0, COUNT)
            .mapToObj(i -> ("Type-" + i % keys).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void cached(Blackhole taken) {
    for (byte[] row : rows) {
      taken.consume(cache.get(row, 0, row.length));
    }
  }
}
