package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.InputScheme;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.OutputScheme;
import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.output.RowTargetScheme;

/** {@code kafka://host:9092/topic}, to read and to write. */
public final class KafkaScheme implements InputScheme, OutputScheme, RowTargetScheme {

  @Override
  public String scheme() {
    return "kafka";
  }

  @Override
  public String form() {
    return "kafka://HOST:PORT/TOPIC";
  }

  @Override
  public Input parse(String option, String text, CsvDialect dialect, Problems problems) {
    return KafkaInput.parse(option, text, dialect, problems);
  }

  @Override
  public Output parse(String option, String text, Problems problems) {
    return KafkaOutput.parse(option, text, problems);
  }

  @Override
  public RowTarget open(String option, String text, Problems problems) {
    return new KafkaRowTarget(Topic.find(option, text, problems));
  }
}
