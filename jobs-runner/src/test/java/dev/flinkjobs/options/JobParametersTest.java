package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobParametersTest {

  @Test
  void valuesAreShownAsTyped() {
    assertThat(
            JobParameters.of(
                Parsed.options(
                    "--emit=at-end",
                    "--gap=90s",
                    "--group-by=a,b",
                    "--input=x",
                    "--input=y",
                    "--max-rejected=1.50%",
                    "--delimiter=tab",
                    "--explain",
                    "-p2")))
        .containsAllEntriesOf(
            Map.of(
                "emit", "at-end",
                "gap", "90s",
                "group-by", "a,b",
                "input", "x,y",
                "max-rejected", "1.50%",
                "delimiter", "tab",
                "explain", "mermaid",
                "parallelism", "2"));
  }

  @Test
  void defaultsAreShownAlsoThoseInWords() {
    assertThat(JobParameters.of(Parsed.options()))
        .containsAllEntriesOf(
            Map.of(
                "emit", "every",
                "rows", "10",
                "on-malformed", "reject",
                "dry-run", "false",
                "parallelism", "1 when printing, else all cores"));
  }

  @Test
  void eachOptionOfFlinkHasItsEntry() {
    assertThat(
            JobParameters.of(
                Parsed.options("-Drest.port=8081", "-Ds3.secret-key=hunter2", "-Ds3.path=x")))
        .containsEntry("Drest.port", "8081")
        .containsEntry("Ds3.secret-key", "******")
        .containsEntry("Ds3.path", "x");
  }

  @Test
  void anOptionWhoseNameLooksSecretIsMasked() {
    assertThat(JobParameters.of(Parsed.options("--password-file", "hunter2")))
        .containsEntry("password-file", "******");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka://ann:hunter2@host:9092/topic, kafka://ann:******@host:9092/topic",
    "kafka://:hunter2@host/topic, kafka://:******@host/topic",
    "jdbc:postgresql://host/db?user=ann&password=hunter2&table=t,"
        + " jdbc:postgresql://host/db?user=ann&password=******&table=t",
    "jdbc:postgresql://host/db?sslPassword=a=b, jdbc:postgresql://host/db?sslPassword=******",
    "kafka://host/t?API-KEY=x;ssl=on, kafka://host/t?API-KEY=******;ssl=on",
    "kafka://ann@host:9092/topic, kafka://ann@host:9092/topic",
    "files:out?format=csv, files:out?format=csv",
    "'a,kafka://ann:p@ss@host/t', 'a,kafka://ann:******@host/t'",
  })
  void secretsInsideAValueAreMasked(String value, String shown) {
    assertThat(JobParameters.of(Parsed.options("--output", value))).containsEntry("output", shown);
  }
}
