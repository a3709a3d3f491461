package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.OutputScheme;

/** {@code kafka://host:9092/topic}. */
public final class KafkaOutputScheme implements OutputScheme {

  @Override
  public String scheme() {
    return "kafka";
  }

  @Override
  public Output parse(String option, String text, Problems problems) {
    return KafkaOutput.parse(option, text, problems);
  }
}
