package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.generate.RowTarget;
import dev.flinkjobs.generate.RowTargetScheme;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import java.util.List;

/** {@code kafka://host:9092/topic?config=FILE}. */
public final class KafkaRowTargetScheme implements RowTargetScheme {

  @Override
  public String form() {
    return "kafka://HOST:PORT/TOPIC";
  }

  @Override
  public RowTarget open(String option, String text, Problems problems) {
    Problems own = new Problems();
    Settings settings = Settings.parse(option, text, Topic.PREFIX, List.of("config"), own);
    Topic topic = Topic.parse(option, text, settings, own);
    if (own.isEmpty()) {
      try (Brokers brokers = new Brokers(topic)) {
        brokers.missing().ifPresent(why -> own.add(option + " " + text + ": " + why));
      } catch (Brokers.Unreachable why) {
        own.add(option + " " + text + ": " + why.getMessage());
      }
    }
    own.messages().forEach(problems::add);
    return new KafkaRowTarget(topic);
  }
}
