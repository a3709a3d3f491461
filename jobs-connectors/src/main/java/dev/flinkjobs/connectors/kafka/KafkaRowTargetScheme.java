package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.output.RowTargetScheme;

/** {@code kafka://host:9092/topic?config=FILE}. */
public final class KafkaRowTargetScheme implements RowTargetScheme {

  @Override
  public String form() {
    return "kafka://HOST:PORT/TOPIC";
  }

  @Override
  public RowTarget open(String option, String text, Problems problems) {
    return new KafkaRowTarget(Topic.find(option, text, problems));
  }
}
