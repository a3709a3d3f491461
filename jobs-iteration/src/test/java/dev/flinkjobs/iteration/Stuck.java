package dev.flinkjobs.iteration;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.Iteration;
import dev.flinkjobs.run.IterationDriver;
import dev.flinkjobs.run.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * {@code double-until} that stops at one place for good, and says so, for others to kill it there.
 * Its first two arguments are {@code before} or {@code in}, and the first value of the list that
 * the round begins with. With {@code once} it fails there, but only at the first attempt.
 */
public final class Stuck implements Iteration<List<Long>> {
  static final String HERE = "stuck here";

  /** Tasks are in this process. */
  private static final AtomicBoolean FAIL = new AtomicBoolean();

  private final Iteration<List<Long>> real;
  private final String where;
  private final long value;

  private Stuck(Iteration<List<Long>> real, String where, long value) {
    this.real = real;
    this.where = where;
    this.value = value;
  }

  public static void main(String[] args) {
    IterationDriver.run(
        List.of(args).subList(2, args.length).toArray(String[]::new),
        DoubleUntilOptions::new,
        options -> new Stuck(new DoubleUntilJob(options), args[0], Long.parseLong(args[1])));
  }

  /** Whether what was to fail once has done so. */
  static boolean hasFailed() {
    return !FAIL.get();
  }

  private static void stay() {
    System.err.println(HERE);
    while (true) {
      LockSupport.park();
    }
  }

  @Override
  public Step<List<Long>> round(Flow flow, List<Long> values) {
    if (values.get(0) != value) {
      return real.round(flow, values);
    }
    if (where.equals("before")) {
      stay();
    }
    if (where.equals("once")) {
      FAIL.set(true);
      return Step.of(
          flow.of("values", values, Types.LONG).map(new FailOnce()).name("fail").uid("fail"),
          results -> results.stream().sorted().toList());
    }
    return Step.of(
        flow.of("values", values, Types.LONG).map(new Stay()).name("stay").uid("stay"),
        results -> results);
  }

  /** A task that fails when it has seen a value, and then no more. */
  private static final class FailOnce implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private boolean hasSeenOne;

    @Override
    public Long map(Long value) {
      if (hasSeenOne && FAIL.getAndSet(false)) {
        throw new IllegalStateException("on purpose");
      }
      hasSeenOne = true;
      return value * 2;
    }
  }

  /** A task that does not come to an end. */
  private static final class Stay implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long value) {
      stay();
      return value;
    }
  }

  @Override
  public TypeInformation<List<Long>> type() {
    return real.type();
  }

  @Override
  public Step<List<Long>> start(Flow flow) {
    return real.start(flow);
  }

  @Override
  public List<Long> example() {
    return real.example();
  }

  @Override
  public boolean isDone(List<Long> values) {
    return real.isDone(values);
  }

  @Override
  public long size(List<Long> values) {
    return real.size(values);
  }

  @Override
  public String change(List<Long> before, List<Long> after) {
    return real.change(before, after);
  }

  @Override
  public Optional<String> intermediate(List<Long> values) {
    return real.intermediate(values);
  }

  @Override
  public List<String> print(List<Long> values) {
    return real.print(values);
  }

  @Override
  public void write(Flow flow, List<Long> values) {
    real.write(flow, values);
  }
}
