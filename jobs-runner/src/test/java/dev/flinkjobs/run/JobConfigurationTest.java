package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.Parsed;
import dev.flinkjobs.options.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigurationTest {
  private final Problems problems = new Problems();

  @Test
  void checkpointsAreMadeEveryTenSecondsAndRestartsAreBounded() {
    Configuration config = defaults(Map.of(), true);
    assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("failure-rate");
    assertThat(
            config.get(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL))
        .isEqualTo(3);
    assertThat(config.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(128);
    assertThat(config.get(PipelineOptions.NAME)).isEqualTo("a-job");
  }

  /** There may be too many of them for the heap. */
  @ParameterizedTest
  @CsvSource({"true, ROCKSDB", "false, HEAP"})
  void timersOfIdsThatAreForgottenAreInRocksDbWithTheIds(boolean forgetsIds, String timers) {
    Configuration config =
        JobConfiguration.defaults(new Configuration(), "a-job", true, forgetsIds);
    assertThat(config.toMap()).containsEntry("state.backend.rocksdb.timer-service.factory", timers);
  }

  @Test
  void theWebUiGetsNoSecretsThatItWouldShow() {
    Configuration config =
        Configuration.fromMap(
            Map.of(
                "my.pwd", "hunter2",
                "my.url", "jdbc:x://h/d?password=hunter2&a=b",
                "security.ssl.rest.key-password", "needed, and masked by Flink",
                "rest.port", "1"));
    assertThat(JobConfiguration.shown(config).toMap())
        .containsOnly(
            Map.entry("my.pwd", "******"),
            Map.entry("my.url", "jdbc:x://h/d?password=******&a=b"),
            Map.entry("security.ssl.rest.key-password", "needed, and masked by Flink"),
            Map.entry("rest.port", "1"));
  }

  @Test
  void anInputThatCannotBeReadAgainIsNotRestarted() {
    assertThat(defaults(Map.of(), false).get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("none");
  }

  @Test
  void whatIsGivenHasNoDefault() {
    Configuration config =
        defaults(
            Map.of(
                "execution.checkpointing.interval", "1min",
                "restart-strategy.type", "exponential-delay",
                "pipeline.name", "mine"),
            true);
    assertThat(config.toMap())
        .doesNotContainKeys(
            "execution.checkpointing.interval",
            "restart-strategy.type",
            "restart-strategy.failure-rate.delay",
            "pipeline.name");
  }

  @Test
  void printedResultsComeFromOneSubtaskAndOthersFromAllCores() {
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(embedded(Map.of(), true).get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(1);
    assertThat(embedded(Map.of(), false).get(CoreOptions.DEFAULT_PARALLELISM))
        .isEqualTo(Math.min(cores, 128));
  }

  @Test
  void manySubtasksHaveMemoryForTheirShuffle() {
    assertThat(embedded(Map.of("parallelism.default", "2"), true))
        .extracting(config -> config.get(TaskManagerOptions.NETWORK_MEMORY_MAX))
        .isEqualTo(MemorySize.ofMebiBytes(64));
    assertThat(embedded(Map.of("parallelism.default", "64"), true))
        .extracting(config -> config.get(TaskManagerOptions.NETWORK_MEMORY_MAX))
        .isEqualTo(MemorySize.ofMebiBytes(160));
  }

  @Test
  void anEmbeddedJobDoesNotWaitForItsSlotsUnlessToldTo() {
    ConfigOption<Duration> delay = ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY;
    assertThat(embedded(Map.of(), true).get(delay)).isZero();
    assertThat(embedded(Map.of(delay.key(), "1s"), true).getOptional(delay)).isEmpty();
  }

  @Test
  void whatIsGivenByAFormerNameHasNoDefaultEither() {
    Configuration config =
        embedded(
            Map.of(
                "state.checkpoints.dir", "file:/mine",
                "state.checkpoint-storage", "jobmanager",
                "taskmanager.tmp.dirs", "/mine"),
            true);
    assertThat(config.toMap())
        .doesNotContainKeys(
            "execution.checkpointing.dir", "execution.checkpointing.storage", "io.tmp.dirs");
  }

  @Test
  void moreSubtasksThanStateIsLaidOutForAreRefused() {
    JobConfiguration.check(
        Configuration.fromMap(Map.of("parallelism.default", "129")), false, problems);
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("--parallelism 129: at most 128");
  }

  @Test
  void stateMayBeLaidOutForMore() {
    Map<String, String> given =
        Map.of("parallelism.default", "129", "pipeline.max-parallelism", "256");
    JobConfiguration.check(Configuration.fromMap(given), false, problems);
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void whatFlinkCannotReadIsAProblemAndNotInTheConfiguration() {
    Configuration config =
        JobConfiguration.fromCommandLine(
            Parsed.options("-Dexecution.checkpointing.interval=soon", "-p", "2"), problems);
    assertThat(config.toMap()).containsOnly(Map.entry("parallelism.default", "2"));
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("-Dexecution.checkpointing.interval=soon: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rest.address",
        "rest.bind-address",
        "rest.bind-port",
        "rest.port",
        "web.port",
        "web.address",
        "web.submit.enable",
        "web.cancel.enable",
        "web.rescale.enable",
        "web.access-control-allow-origin",
        "jobmanager.web.submit.enable",
        "jobmanager.web.port",
        "jobmanager.bind-host",
        "jobmanager.rpc.address",
        "jobmanager.rpc.port",
        "jobmanager.rpc.bind-port",
        "taskmanager.bind-host",
        "taskmanager.host",
        "taskmanager.rpc.port",
        "taskmanager.data.port",
        "taskmanager.data.bind-port",
        "taskmanager.collect-sink.port",
        "blob.server.port",
        "metrics.internal.query-service.port",
        "metrics.reporters",
        "metrics.reporter.prom.factory.class",
        "metrics.reporter.jmx.port",
        "queryable-state.enable",
        "queryable-state.proxy.ports",
        "query.server.ports",
        "jmx.server.port",
        "high-availability.jobmanager.port",
      })
  void whatWouldOpenTheClusterInThisProcessIsRefused(String key) {
    JobConfiguration.checkClosed(Set.of(key), problems);
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("-D" + key + ": ")
        .contains("127.0.0.1", "--web-ui PORT", "flink run");
  }

  @Test
  void whatListensForNobodyIsFree() {
    JobConfiguration.checkClosed(
        Set.of(
            "rest.flamegraph.enabled",
            "web.refresh-interval",
            "web.tmpdir",
            "taskmanager.memory.process.size",
            "metrics.latency.interval",
            "s3.endpoint",
            "fs.oss.proxy.port",
            "flink.hadoop.dfs.namenode.rpc-address",
            "state.backend.type",
            "security.kerberos.login.contexts",
            "events.reporter.otel.exporter.endpoint"),
        problems);
    assertThat(problems.messages()).isEmpty();
  }

  private static Configuration defaults(Map<String, String> given, boolean replayable) {
    return JobConfiguration.defaults(Configuration.fromMap(given), "a-job", replayable, false);
  }

  private static Configuration embedded(Map<String, String> given, boolean printing) {
    return JobConfiguration.embeddedDefaults(
        Configuration.fromMap(given), Optional.empty(), false, printing, Path.of("scratch"));
  }
}
