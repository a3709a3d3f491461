package dev.flinkjobs.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.testing.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands in the table, whoever wrote when. */
class JdbcWriterTest {
  @RegisterExtension private static final PostgresServer SERVER = new PostgresServer();

  private static final Table TABLE = Table.of("totals", new Total.Format());
  private static final Dialect DIALECT = new PostgresDialect();
  private static final String FIRST_RUN = "2026-01-01T00:00:00.000001Z";
  private static final String SECOND_RUN = "2026-01-01T00:00:00.000002Z";
  private static final SinkWriter.Context CONTEXT = new WriterContext();

  private final TestProcessingTimeService time = new TestProcessingTimeService();
  private final Counter sent = new SimpleCounter();

  @BeforeEach
  void createTable() throws Exception {
    SERVER.execute(DIALECT.create(TABLE));
  }

  @AfterEach
  void dropTable() throws Exception {
    SERVER.execute("DROP TABLE totals");
  }

  @Test
  void valuesAreTheSameToTheLastDigit() throws Exception {
    String total = "12345678901234567890.123456789012345678901234567890";
    write(
        writer(FIRST_RUN),
        new Total("입금 'x\"{},\\", "2024-05-11T19:00:00.123+09:00", Decimal.of(total), 11, "a\0b"),
        new Total("", "1883-01-01T00:00:00+08:27:52", null, Long.MIN_VALUE, null));
    assertThat(
            SERVER.rows(
                "SELECT \"group\", at AT TIME ZONE 'UTC', total, count, is_large, note FROM totals"
                    + " ORDER BY at DESC"))
        .containsExactly(
            "입금 'x\"{},\\|2024-05-11 10:00:00.123|" + total + "|11|t|a␀b",
            "|1882-12-31 15:32:08|null|-9223372036854775808|f|null");
  }

  @Test
  void anOlderResultDoesNotReplaceANewerOne() throws Exception {
    write(writer(FIRST_RUN), Total.of("a", "30", 3));
    write(writer(FIRST_RUN), Total.of("a", "20", 2));
    assertThat(totals()).containsExactly("a|30|3");
    write(writer(FIRST_RUN), Total.of("a", "40", 4));
    assertThat(totals()).containsExactly("a|40|4");
  }

  @Test
  void aResultIsReplacedByOneOfTheSameVersionSoThatAReplayHasTheLastWord() throws Exception {
    write(writer(FIRST_RUN), Total.of("a", "30", 3));
    write(writer(FIRST_RUN), Total.of("a", "31", 3));
    assertThat(totals()).containsExactly("a|31|3");
  }

  @Test
  void aLaterRunReplacesResultsOfAnEarlierOneWhateverTheirVersion() throws Exception {
    write(writer(FIRST_RUN), Total.of("a", "30", 3));
    write(writer(SECOND_RUN), Total.of("a", "10", 1));
    assertThat(totals()).containsExactly("a|10|1");
  }

  @Test
  void whatIsLeftOfAnEarlierRunReplacesNothing() throws Exception {
    write(writer(SECOND_RUN), Total.of("a", "10", 1));
    write(writer(FIRST_RUN), Total.of("a", "30", 3));
    assertThat(totals()).containsExactly("a|10|1");
  }

  @Test
  void aRowWithoutAVersionIsReplaced() throws Exception {
    SERVER.execute("ALTER TABLE totals ALTER COLUMN count DROP NOT NULL");
    SERVER.execute(
        "INSERT INTO totals VALUES ('a', '2024-05-11T10:00:00Z', 30, null, false, '', '"
            + FIRST_RUN
            + "')");
    write(writer(FIRST_RUN), Total.of("a", "40", 4));
    assertThat(totals()).containsExactly("a|40|4");
  }

  @Test
  void ofTheResultsOfAKeyTheNewestIsSent() throws Exception {
    write(
        writer(FIRST_RUN),
        Total.of("a", "10", 1),
        Total.of("a", "30", 3),
        Total.of("b", "5", 1),
        Total.of("a", "20", 2));
    assertThat(totals()).containsExactly("a|30|3", "b|5|1");
    assertThat(sent.getCount()).isEqualTo(2);
  }

  @Test
  void aResultIsThereASecondAfterItCame() throws Exception {
    try (JdbcWriter<Total> writer = writer(FIRST_RUN)) {
      time.setCurrentTime(0);
      writer.write(Total.of("a", "10", 1), CONTEXT);
      time.setCurrentTime(999);
      assertThat(totals()).isEmpty();
      time.setCurrentTime(1000);
      assertThat(totals()).containsExactly("a|10|1");
      writer.write(Total.of("a", "20", 2), CONTEXT);
      time.setCurrentTime(2000);
      assertThat(totals()).containsExactly("a|20|2");
    }
  }

  @Test
  void manyResultsDoNotWait() throws Exception {
    try (JdbcWriter<Total> writer = writer(FIRST_RUN)) {
      for (int i = 0; i < 1001; i++) {
        writer.write(Total.of("key " + i, "1", 1), CONTEXT);
      }
      assertThat(totals()).hasSize(1000);
    }
    assertThat(totals()).as("after a failure rows that were not sent come again").hasSize(1000);
  }

  @Test
  void aConnectionThatIsGoneIsMadeAgain() throws Exception {
    try (JdbcWriter<Total> writer = writer(FIRST_RUN)) {
      writer.write(Total.of("a", "10", 1), CONTEXT);
      writer.flush(false);
      SERVER.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
              + " AND application_name = 'flink-jobs'");
      writer.write(Total.of("a", "20", 2), CONTEXT);
      writer.flush(false);
    }
    assertThat(totals()).containsExactly("a|20|2");
  }

  @Test
  void attemptsAreBounded() throws Exception {
    Database nowhere = new Database(DIALECT, "localhost:1/postgres", new Properties());
    try (JdbcWriter<Total> writer = writer(nowhere, FIRST_RUN)) {
      writer.write(Total.of("a", "10", 1), CONTEXT);
      assertThatThrownBy(() -> writer.flush(false))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "jdbc:postgresql://localhost:1/postgres?table=totals: rows cannot be written: ");
    }
  }

  @Test
  void whatNoAttemptMendsEndsTheJobForGood() throws Exception {
    SERVER.execute("ALTER TABLE totals ADD CONSTRAINT positive CHECK (total > 0)");
    try (JdbcWriter<Total> writer = writer(FIRST_RUN)) {
      writer.write(Total.of("a", "-1", 1), CONTEXT);
      assertThatThrownBy(() -> writer.flush(false))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("violates check constraint \"positive\"");
    }
  }

  private static List<String> totals() throws Exception {
    return SERVER.rows("SELECT \"group\", total, count FROM totals ORDER BY 1");
  }

  private JdbcWriter<Total> writer(String run) {
    Properties properties = new Properties();
    properties.putAll(DIALECT.driver().defaults());
    properties.setProperty("user", "postgres");
    return writer(
        new Database(DIALECT, "localhost:" + SERVER.port() + "/postgres", properties), run);
  }

  private JdbcWriter<Total> writer(Database database, String run) {
    return new JdbcWriter<>(
        database,
        TABLE,
        new Total.Format(),
        run,
        time,
        sent,
        List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  private static void write(JdbcWriter<Total> writer, Total... totals) throws Exception {
    try (writer) {
      for (Total total : totals) {
        writer.write(total, CONTEXT);
      }
      writer.flush(false);
    }
  }
}
