package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.InputScheme;
import dev.flinkjobs.options.Problems;

/** {@code kafka://host:9092/topic}. */
public final class KafkaInputScheme implements InputScheme {

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
}
