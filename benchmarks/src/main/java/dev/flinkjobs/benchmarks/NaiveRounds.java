package dev.flinkjobs.benchmarks;

import dev.flinkjobs.iteration.DoubleUntilExercise;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;

/**
 * The peer: a driver loop as the exercise has it, which makes an environment, and with it a
 * cluster, for each round, and collects the result by Flink's own means.
 */
public final class NaiveRounds {
  private static final int MORE_THAN_ENOUGH = 1000;

  private NaiveRounds() {}

  /**
   * Runs it.
   *
   * @param args the value to double; what it has to reach; the parallelism
   */
  public static void main(String[] args) throws Exception {
    List<Long> values = List.of(Long.valueOf(args[0]));
    long until = Long.parseLong(args[1]);
    int parallelism = Integer.parseInt(args[2]);
    while (values.stream().anyMatch(value -> value < until)) {
      List<Long> before = values;
      List<Long> after = new ArrayList<>();
      NaiveFlink.inProcess(
          parallelism,
          new Configuration(),
          env ->
              after.addAll(
                  DoubleUntilExercise.doubled(env.fromData(before, Types.LONG))
                      .executeAndCollect("round", MORE_THAN_ENOUGH)));
      values = after;
    }
    System.out.println("final result: " + values);
  }
}
