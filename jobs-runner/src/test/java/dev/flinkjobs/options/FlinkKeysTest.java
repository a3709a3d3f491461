package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution.runtime-mode",
        "execution.checkpointing.interval",
        "pipeline.name",
        "parallelism.default",
        "state.backend.type",
        "state.backend.rocksdb.memory.managed",
        "restart-strategy.type",
        "restart-strategy.failure-rate.delay",
        "taskmanager.numberOfTaskSlots",
        "taskmanager.memory.managed.size",
        "jobmanager.scheduler",
        "rest.port",
        "heartbeat.interval",
        "web.submit.enable",
        "io.tmp.dirs",
        "execution.state-recovery.path",
        "metrics.reporter.prom.port",
        "s3.access-key"
      })
  void aKeyOfFlinkIsKnown(String key) {
    assertThat(FlinkKeys.unknown(Set.of(key))).isEmpty();
  }

  @Test
  void aValueOfASecretKeyIsNotRepeated() {
    String key = "security.delegation.tokens.renewal.retry.backoff";
    assertThat(FlinkKeys.faults(Map.of(key, "5hunter2")))
        .containsEntry(key, "-D" + key + "=******: is not a value of this option");
  }

  @Test
  void aFormerNameOfAKeyIsKnown() {
    assertThat(FlinkKeys.known()).containsKey("execution.savepoint.path");
  }

  @Test
  void aMisspeltKeySuggestsTheNearestOne() {
    assertThat(FlinkKeys.unknown(Set.of("execution.runtimemode")))
        .containsExactly(
            "unknown Flink option execution.runtimemode; did you mean execution.runtime-mode?");
  }

  @Test
  void aKeyLikeNoOtherIsUnknown() {
    assertThat(FlinkKeys.unknown(Set.of("my.own.thing")))
        .containsExactly("unknown Flink option my.own.thing");
  }

  @Test
  void warningsComeInTheOrderOfTheKeys() {
    assertThat(FlinkKeys.unknown(new LinkedHashSet<>(List.of("zzz.zzz", "rest.port", "aaa.aaa"))))
        .containsExactly("unknown Flink option zzz.zzz", "unknown Flink option aaa.aaa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          execution.checkpointing.interval | soon  | text does not start with a number
          parallelism.default              | two   | "two"
          execution.runtime-mode           | BATHC | BATCH
          object-reuse                     | maybe |
          """)
  void aValueThatFlinkCannotReadIsAFault(String key, String value, @Nullable String says) {
    Map<String, String> faults = FlinkKeys.faults(Map.of(key, value));
    if (says == null) {
      assertThat(faults).as("of a key that is not known").isEmpty();
    } else {
      assertThat(faults.get(key)).startsWith("-D" + key + "=" + value + ": ").contains(says);
    }
  }

  @Test
  void aValueThatFlinkCanReadIsNoFault() {
    assertThat(
            FlinkKeys.faults(
                Map.of(
                    "execution.checkpointing.interval", "1min",
                    "execution.runtime-mode", "batch",
                    "taskmanager.memory.managed.size", "64m")))
        .isEmpty();
  }

  @Test
  void everyPublicOptionOfFlinkCoreIsKnown() throws Exception {
    URI core = ConfigOption.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Set<String> keys = new TreeSet<>();
    try (ZipFile jar = new ZipFile(Path.of(core).toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().matches("org/apache/flink/configuration/\\w+Options\\.class")) {
          String name = entry.getName().replace('/', '.').replace(".class", "");
          for (Field field : Class.forName(name).getFields()) {
            if (field.getType() == ConfigOption.class) {
              keys.add(((ConfigOption<?>) field.get(null)).key());
            }
          }
        }
      }
    }

    assertThat(keys).hasSizeGreaterThan(300);
    assertThat(FlinkKeys.known().keySet()).containsAll(keys);
  }
}
