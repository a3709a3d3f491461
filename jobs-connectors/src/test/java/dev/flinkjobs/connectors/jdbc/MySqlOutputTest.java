package dev.flinkjobs.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.testing.MariaDbServer;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of MariaDB, by its own driver and by MySQL's. */
class MySqlOutputTest {
  @RegisterExtension private static final MariaDbServer SERVER = new MariaDbServer();

  private static final Total.Format FORMAT = new Total.Format();
  private static final String RUN = "2026-01-01 00:00:00.000001";

  private static final SinkWriter.Context CONTEXT = new WriterContext();

  @BeforeEach
  void dropTable() throws Exception {
    SERVER.execute("DROP TABLE IF EXISTS totals");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void aTableThatIsMissingIsMadeAsItHasToBe(String driver) throws Exception {
    assertThat(faults(uri(driver))).isEmpty();
    prepare(uri(driver));
    assertThat(faults(uri(driver))).isEmpty();
    assertThat(
            SERVER.rows(
                "SELECT collation_name FROM information_schema.columns"
                    + " WHERE table_name = 'totals' AND column_name = 'group'"))
        .containsExactly("utf8mb4_nopad_bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", // trailing blanks
        "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_nopad_ci", // case
        "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_nopad_ci", // accents
        "varchar(255) CHARACTER SET utf8mb4 COLLATE uca1400_nopad_as_cs", // what has no weight
        "varchar(255) CHARACTER SET utf8mb3 COLLATE utf8mb3_nopad_bin", // emoji
        "varchar(255) CHARACTER SET latin1 COLLATE latin1_nopad_bin", // most characters
        "varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", // length
        "char(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", // trailing blanks, again
        "binary(100)", // NUL at the end
      })
  void aKeyThatWouldTakeTwoForOneIsRefusedWithTheStatementThatMendsIt(String type)
      throws Exception {
    prepare(SERVER.uri("totals"));
    SERVER.execute("ALTER TABLE totals MODIFY `group` " + type + " NOT NULL");
    String fault = onlyFault();
    String needed =
        "varchar(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017"
            + " utf8mb4_0900_bin */";
    String alter = "ALTER TABLE `totals` MODIFY `group` " + needed + " NOT NULL";
    assertThat(fault)
        .startsWith(
            "--output " + SERVER.uri("totals") + ": the table does not fit: column group is")
        .contains(type.replaceFirst(" COLLATE uca", " COLLATE utf8mb4_uca"))
        .endsWith(
            " and has to be " + needed + "; name another, or make it as it has to be:\n" + alter);
    SERVER.execute(alter);
    assertThat(faults(SERVER.uri("totals"))).isEmpty();
  }

  @Test
  void allTypesAreMendedAtOnce() throws Exception {
    prepare(SERVER.uri("totals"));
    SERVER.execute(
        "ALTER TABLE totals MODIFY total decimal(10,2), MODIFY note text COLLATE latin1_bin");
    String[] lines = onlyFault().split(":\n", 2);
    for (String statement : lines[1].split(";\n", -1)) {
      SERVER.execute(statement);
    }
    assertThat(faults(SERVER.uri("totals"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD UNIQUE (total)",
        "ADD UNIQUE (note(10), count)",
        "DROP PRIMARY KEY, ADD PRIMARY KEY (`group`(10), at)",
        "DROP PRIMARY KEY, ADD UNIQUE (`group`, at)",
      })
  void anIndexByWhichARowWouldReplaceThatOfAnotherKeyIsRefused(String index) throws Exception {
    prepare(SERVER.uri("totals"));
    SERVER.execute("ALTER TABLE totals " + index);
    assertThat(onlyFault()).contains("the table does not fit: ").contains("CREATE TABLE `totals`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void whatIsWrongWithTheServerIsSaid(String driver) throws Exception {
    SERVER.execute("CREATE OR REPLACE USER reader IDENTIFIED BY 'geheim'");
    assertThat(faults(uri(driver).replace("user=root", "user=reader")))
        .singleElement()
        .asString()
        .contains("user 'reader' is refused; give the name as user=NAME, and the password in");
    assertThat(faults(uri(driver).replace("/shop", "/shoe")))
        .singleElement()
        .asString()
        .contains("there is no database of that name");
    assertThat(faults("jdbc:" + driver + "://localhost:1/shop?table=totals"))
        .containsExactly(
            "--output jdbc:"
                + driver
                + "://localhost:1/shop?table=totals: no database answers at localhost:1/shop; is it"
                + " up, and is that its address?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void valuesAreTheSameToTheLastDigit(String driver) throws Exception {
    prepare(uri(driver));
    String total = "12345678901234567890.12345678901234567890";
    write(
        driver,
        new Total("입금 'x\"{},\\", "2024-05-11T19:00:00.123+09:00", Decimal.of(total), 11, "a\0b"),
        new Total("", "1883-01-01T00:00:00+08:27:52", null, Long.MIN_VALUE, null));
    assertThat(
            SERVER.rows(
                "SELECT `group`, at, total, count, is_large, note FROM totals ORDER BY at DESC"))
        .containsExactly(
            "입금 'x\"{},\\|2024-05-11 10:00:00.123000|" + total + "|11|1|a\0b",
            "|1882-12-31 15:32:08.000000|null|-9223372036854775808|0|null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void anOlderResultDoesNotReplaceANewerOne(String driver) throws Exception {
    prepare(uri(driver));
    write(driver, Total.of("a", "30", 3));
    write(driver, Total.of("a", "20", 2));
    assertThat(totals()).containsExactly("a|30|3");
    write(driver, Total.of("a", "40", 4), Total.of("b", "1", 1));
    write(driver, Total.of("a", "41", 4));
    assertThat(totals()).containsExactly("a|41|4", "b|1|1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void aServerThatIsKilledIsWaitedFor(String driver) throws Exception {
    prepare(uri(driver));
    try (JdbcWriter<Total> writer = writer(driver)) {
      writer.write(Total.of("a", "10", 1), CONTEXT);
      writer.flush(false);
      SERVER.replace();
      writer.write(Total.of("a", "20", 2), CONTEXT);
      writer.flush(false);
    }
    assertThat(totals()).containsExactly("a|20|2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void whatDoesNotFitEndsTheJobWhateverTheServerIsTold(String driver) throws Exception {
    prepare(uri(driver));
    SERVER.execute("ALTER TABLE totals MODIFY note varchar(3)");
    Total tooLong = new Total("a", "2024-05-11T10:00:00Z", Decimal.of("1"), 1, "four");
    assertThatThrownBy(() -> write(driver, tooLong))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("Data too long for column 'note'");
  }

  private static String uri(String driver) {
    return SERVER.uri("totals").replace("mariadb", driver);
  }

  private static void prepare(String text) {
    Output output = output(text);
    output.sink(FORMAT);
    output.prepare(false);
  }

  private static String onlyFault() {
    List<String> faults = faults(SERVER.uri("totals"));
    assertThat(faults).hasSize(1);
    return faults.get(0);
  }

  private static List<String> faults(String text) {
    Problems problems = new Problems();
    Output output = output(text);
    output.check(problems, false);
    output.check(FORMAT, problems);
    return problems.messages();
  }

  private static Output output(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> totals() throws Exception {
    return SERVER.rows("SELECT `group`, total + 0, count FROM totals ORDER BY 1").stream()
        .map(row -> row.replaceFirst("\\.0+\\|", "|"))
        .toList();
  }

  private static void write(String driver, Total... totals) throws Exception {
    try (JdbcWriter<Total> writer = writer(driver)) {
      for (Total total : totals) {
        writer.write(total, CONTEXT);
      }
      writer.flush(false);
    }
  }

  private static JdbcWriter<Total> writer(String driver) {
    Dialect dialect = driver.equals("mysql") ? MySqlDialect.mysql() : MySqlDialect.mariadb();
    Properties properties = new Properties();
    properties.putAll(dialect.driver().defaults());
    properties.setProperty("user", "root");
    return new JdbcWriter<>(
        new Database(dialect, SERVER.place(), properties),
        Table.of("totals", FORMAT),
        FORMAT,
        RUN,
        new TestProcessingTimeService(),
        new SimpleCounter(),
        JdbcWriter.PAUSES);
  }
}
