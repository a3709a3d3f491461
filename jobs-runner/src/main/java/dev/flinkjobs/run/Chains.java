package dev.flinkjobs.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * Gives each operator the parallelism of the one before it, unless there is an exchange between
 * them or the job says another. Flink gives it that of the job, and where the two differ deals out
 * rows in turn: then rows of a key come by several channels, which have no order.
 */
final class Chains {
  private final Set<Integer> seen = new HashSet<>();

  private Chains() {}

  /** For a job that is complete, since operators that follow do not know of it. */
  static void align(StreamExecutionEnvironment env) {
    Chains chains = new Chains();
    env.getTransformations().forEach(chains::align);
  }

  private void align(Transformation<?> operator) {
    if (!seen.add(operator.getId())) {
      return;
    }
    List<Transformation<?>> inputs = operator.getInputs();
    inputs.forEach(this::align);
    // What is not physical, such as a side output, has the parallelism that its input had once.
    boolean isOpen =
        !operator.isParallelismConfigured() || !(operator instanceof PhysicalTransformation);
    if (isOpen
        && !(operator instanceof PartitionTransformation)
        && inputs.stream().noneMatch(PartitionTransformation.class::isInstance)
        && inputs.stream().map(Transformation::getParallelism).distinct().count() == 1) {
      Transformation<?> input = inputs.get(0);
      operator.setParallelism(input.getParallelism(), input.isParallelismConfigured());
    }
  }
}
