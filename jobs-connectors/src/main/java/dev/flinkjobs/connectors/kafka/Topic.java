package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic and how to reach it.
 *
 * @param servers brokers to ask first: {@code host:9092,other:9092}
 * @param config what clients need besides, such as passwords, which nobody prints
 */
record Topic(String servers, String name, Properties config) implements Serializable {
  static final String PREFIX = "kafka://";

  /** How many bytes may wait to be sent: a producer drops what waits for longer than 2 minutes. */
  static final long MAX_UNSENT = 8 << 20;

  private static final Pattern SERVERS =
      Pattern.compile("[^\\s,:/]+:\\d{1,5}(,[^\\s,:/]+:\\d{1,5})*");

  /** As Kafka checks it. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  /**
   * The topic that a text names. Whatever is wrong with it is added to {@code problems}; the topic
   * is not to be used then.
   */
  static Topic parse(String option, String text, Settings settings, Problems problems) {
    String location = settings.location();
    int slash = location.indexOf('/');
    String servers = slash < 0 ? location : location.substring(0, slash);
    String name = slash < 0 ? "" : location.substring(slash + 1);
    Topic topic = new Topic(servers, name, config(option, text, settings, problems));
    if (!topic.isWellFormed()) {
      problems.add(
          "%s %s: is not a topic; write %sHOST:PORT/TOPIC, several hosts with commas, e.g."
              + " %slocalhost:9092/totals",
          option, text, PREFIX, PREFIX);
    }
    return topic;
  }

  /**
   * Asks brokers whether the topic is there, and {@code further} questions. Where the text was no
   * topic, nobody is asked, since that was said.
   */
  void check(Questions further, Consumer<String> problem) {
    if (!isWellFormed()) {
      return;
    }
    try (Brokers brokers = new Brokers(this)) {
      Optional<String> missing = brokers.missing();
      missing.ifPresent(problem);
      if (missing.isEmpty()) {
        further.ask(brokers);
      }
    } catch (Brokers.Unreachable why) {
      problem.accept(String.valueOf(why.getMessage()));
    }
  }

  /** What else to ask brokers. */
  interface Questions {
    void ask(Brokers brokers) throws Brokers.Unreachable;
  }

  private boolean isWellFormed() {
    return SERVERS.matcher(servers).matches() && NAME.matcher(name).matches();
  }

  /** As {@link #parse}, of a text with no settings but {@code config}; and the topic is there. */
  static Topic find(String option, String text, Problems problems) {
    Problems own = new Problems();
    Settings settings = Settings.parse(option, text, PREFIX, List.of("config"), own);
    Topic topic = parse(option, text, settings, own);
    if (own.isEmpty()) {
      topic.check(brokers -> {}, why -> own.add(option + " " + text + ": " + why));
    }
    own.messages().forEach(problems::add);
    return topic;
  }

  private static Properties config(
      String option, String text, Settings settings, Problems problems) {
    Properties config = new Properties();
    String file = settings.get("config");
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        config.load(reader);
      } catch (NoSuchFileException missing) {
        problems.add(option + " " + text + ": config " + file + ": there is no such file");
      } catch (IOException | IllegalArgumentException unreadable) {
        // The message may quote a line of the file, which may be a secret.
        problems.add(
            option + " " + text + ": config " + file + ": is not a readable .properties file");
      }
    }
    return config;
  }

  /** The properties of any client of it. */
  Properties clientProperties() {
    return with(Map.of());
  }

  /** The same of a producer: of few large batches, for which a record waits for an instant. */
  Properties producerProperties() {
    return with(Map.of("batch.size", "262144", "linger.ms", "20"));
  }

  /** The same of a consumer: a poll brings what is there. */
  Properties consumerProperties() {
    return with(Map.of("max.poll.records", "5000"));
  }

  private Properties with(Map<String, String> defaults) {
    Properties properties = new Properties();
    properties.putAll(defaults);
    properties.putAll(config);
    properties.setProperty("bootstrap.servers", servers);
    return properties;
  }

  /** How many bytes of one record a producer sends at most. */
  int maxRequest() {
    try {
      return Integer.parseInt(config.getProperty("max.request.size", "1048576").strip());
    } catch (NumberFormatException said) {
      return Integer.MAX_VALUE; // By Kafka, once a producer is made.
    }
  }

  /** A line of its own for a failure in Kafka's words, below ours. */
  String cause(Throwable failure) {
    String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return "\ncause: " + failure.getClass().getSimpleName() + ": " + masked(first);
  }

  /**
   * What brokers say now that a job has failed because of them, or could not be stopped.
   *
   * @param causes from the outermost to the deepest
   * @return empty if it was something else, or nothing is wrong with them
   */
  Optional<String> explain(List<Throwable> causes) {
    if (causes.stream().map(cause -> cause.getClass().getName()).noneMatch(Topic::isOfKafka)) {
      return Optional.empty();
    }
    AtomicReference<@Nullable String> why = new AtomicReference<>();
    check(brokers -> {}, why::set);
    return Optional.ofNullable(why.get());
  }

  private static boolean isOfKafka(String failure) {
    return failure.startsWith("org.apache.kafka.")
        || failure.endsWith(".CheckpointException")
        || failure.endsWith(".TimeoutException");
  }

  /** A text of Kafka's without what is secret in {@code config}, which it may quote. */
  String masked(String message) {
    String masked = message;
    for (String key : config.stringPropertyNames()) {
      if (Secrets.isSecret(key)) {
        masked = Secrets.without(config.getProperty(key), masked);
      }
    }
    return masked;
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return PREFIX + servers + "/" + name;
  }
}
