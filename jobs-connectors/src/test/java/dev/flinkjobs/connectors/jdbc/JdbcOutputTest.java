package dev.flinkjobs.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.output.LineFormat;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found before a job starts, and what is made ready for it. */
class JdbcOutputTest {
  @RegisterExtension private static final PostgresServer SERVER = new PostgresServer();

  private static final Total.Format FORMAT = new Total.Format();
  private static final String DDL =
      new PostgresDialect().create(Table.of("totals", new Total.Format()));

  @TempDir private Path directory;

  @BeforeEach
  void dropTable() throws Exception {
    SERVER.execute("DROP TABLE IF EXISTS totals");
  }

  @Test
  void aTableThatIsMissingIsMade() throws Exception {
    String text = SERVER.uri("totals");
    assertThat(faults(text)).isEmpty();
    assertThat(SERVER.rows("SELECT to_regclass('totals')")).containsExactly("null");
    prepare(text, false);
    assertThat(faults(text)).as("it is as it has to be").isEmpty();
    assertThat(SERVER.rows("SELECT * FROM totals")).isEmpty();
  }

  @Test
  void aTableIsFoundInItsSchema() throws Exception {
    SERVER.execute("CREATE SCHEMA IF NOT EXISTS shop");
    String text = SERVER.uri("shop.totals");
    assertThat(faults(text)).isEmpty();
    prepare(text, false);
    assertThat(SERVER.rows("SELECT * FROM shop.totals")).isEmpty();
    assertThat(faults(text)).isEmpty();
    SERVER.execute("DROP TABLE shop.totals");
  }

  @Test
  void aTableWithRowsIsRefusedUnlessTheyAreToStayOrToGo() throws Exception {
    String text = SERVER.uri("totals");
    addRow();
    assertThat(faults(text))
        .containsExactly(
            "--output "
                + text
                + ": the table is not empty; name another, or add &mode=append to keep its rows or"
                + " &mode=replace to delete them");
    assertThat(faults(text + "&mode=append")).isEmpty();
    prepare(text + "&mode=append", false);
    assertThat(SERVER.rows("SELECT \"group\" FROM totals")).containsExactly("a");
    assertThat(faults(text + "&mode=replace")).isEmpty();
    assertThat(SERVER.rows("SELECT \"group\" FROM totals")).containsExactly("a");
    prepare(text + "&mode=replace", false);
    assertThat(SERVER.rows("SELECT \"group\" FROM totals")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&mode=replace"})
  void aJobThatGoesOnKeepsItsRows(String mode) throws Exception {
    addRow();
    String text = SERVER.uri("totals") + mode;
    Problems problems = new Problems();
    Output output = output(text);
    output.check(problems, true);
    output.check(FORMAT, problems);
    assertThat(problems.messages()).isEmpty();
    prepare(text, true);
    assertThat(SERVER.rows("SELECT \"group\" FROM totals")).containsExactly("a");
  }

  @Test
  void everythingThatDoesNotFitIsSaidWithTheStatementThatMakesItFit() throws Exception {
    SERVER.execute(
        "CREATE TABLE totals (\"group\" varchar(20) PRIMARY KEY, at timestamp, total numeric(10,2),"
            + " count int, note text, run_started timestamptz, must text NOT NULL,"
            + " may text, id bigserial NOT NULL)");
    assertThat(faults(SERVER.uri("totals")))
        .containsExactly(
            "--output "
                + SERVER.uri("totals")
                + ": the table does not fit: column at is timestamp without time zone and has to be"
                + " timestamptz; column total is numeric(10,2) and has to be numeric; column count"
                + " is integer and has to be bigint; column is_large is missing; column must gets"
                + " no value, and takes no null; its primary key is (group) and has to be (group,"
                + " at); name another, or make it as it has to be:\n"
                + DDL);
  }

  @Test
  void whoMayNotCreateATableIsShownWhatToAskFor() throws Exception {
    createReader();
    assertThat(faults(readerUri()))
        .containsExactly(
            "--output "
                + readerUri()
                + ": there is no such table, and user 'reader' may not create it; have it made:\n"
                + DDL);
  }

  @Test
  void whoMayNotWriteIsShownWhatToAskFor() throws Exception {
    createReader();
    SERVER.execute(DDL);
    SERVER.execute("GRANT SELECT ON totals TO reader");
    assertThat(faults(readerUri() + "&mode=replace"))
        .containsExactly(
            "--output "
                + readerUri()
                + "&mode=replace: user 'reader' lacks privileges; have them given: GRANT INSERT,"
                + " UPDATE, TRUNCATE ON \"totals\" TO \"reader\"");
  }

  @Test
  void aTableThatAnotherOutputHasJustMadeForOtherResultsIsRefused() throws Exception {
    Output output = output(SERVER.uri("totals"));
    output.check(new Problems(), false);
    output.sink(FORMAT);
    SERVER.execute("CREATE TABLE totals (id text PRIMARY KEY)");
    assertThatThrownBy(() -> output.prepare(false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the table cannot be made ready: another output has just made it");
  }

  @Test
  void whereNoDatabaseAnswersTheAddressIsNamedOnce() {
    assertThat(faults("jdbc:postgresql://localhost:1/shop?table=totals"))
        .containsExactly(
            "--output jdbc:postgresql://localhost:1/shop?table=totals: no database answers at"
                + " localhost:1/shop; is it up, and is that its address?");
  }

  @Test
  void aDatabaseThatIsNotThereIsSaid() {
    String text = SERVER.uri("totals").replace("/postgres?", "/shop?");
    assertThat(faults(text))
        .containsExactly(
            "--output " + text + ": there is no database of that name; create it, or name another");
  }

  @Test
  void aUserWhoIsRefusedHearsWhereThePasswordGoes() {
    String text = SERVER.uri("totals").replace("user=postgres", "user=nobody");
    assertThat(faults(text))
        .containsExactly(
            "--output "
                + text
                + ": user 'nobody' is refused; give the name as user=NAME, and the password in the"
                + " variable PGPASSWORD or in a file: password-file=FILE");
  }

  @Test
  void resultsWithoutAKeyAreRefused() {
    assertThat(faults(output(SERVER.uri("totals")), new LineFormat()))
        .containsExactly(
            "--output "
                + SERVER.uri("totals")
                + ": these results have no key, by which one that is written again after a failure"
                + " could be told from another; take files:DIR or kafka://HOST:PORT/TOPIC");
  }

  @Test
  void resultsWithAColumnOfTheTablesOwnAreRefused() {
    ResultFormat<Total> format =
        new Total.Format() {
          private static final long serialVersionUID = 1L;

          @Override
          public List<String> columns() {
            return List.of("group", "run_started");
          }
        };
    assertThat(faults(output(SERVER.uri("totals")), format))
        .singleElement()
        .asString()
        .endsWith(": the column run_started is the table's own; rename that of the input");
  }

  @Test
  void settingsAreCheckedTogether() {
    assertThat(parseFaults("jdbc:postgresql://a:1:2/b?mode=overwrite&tabel=t&password-file=none"))
        .anySatisfy(fault -> assertThat(fault).contains("'a:1:2/b' is not a database; write HOST/"))
        .anySatisfy(fault -> assertThat(fault).contains("the table is missing; add table=NAME"))
        .anySatisfy(fault -> assertThat(fault).contains("mode 'overwrite' is not allowed"))
        .anySatisfy(fault -> assertThat(fault).contains("(did you mean table?)"))
        .anySatisfy(fault -> assertThat(fault).contains("password-file none: there is no such"))
        .hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/b?table=t&password=geheim",
        "jdbc:postgresql://me:geheim@host/b?table=t",
        "jdbc:mysql://host/b?password=geheim&x=1",
        "jdbc:postgresql://host/b?table=t&sslPassword=geheim",
        "jdbc:oracle:thin:me/geheim@//host/b",
      })
  void aPasswordInTheAddressIsRefusedAndNotRepeated(String text) {
    assertThat(parseFaults(text))
        .singleElement()
        .asString()
        .contains("give the password in a file: password-file=FILE")
        .contains("******")
        .doesNotContain("geheim");
  }

  @Test
  void aPasswordThatTheDriverQuotesIsNotShown() {
    Database database =
        database("jdbc:postgresql://host/b?table=t", Map.of("PGPASSWORD", "ganz geheim"));
    assertThat(database.explain(new SQLException("no (ganz geheim), nor geheim")))
        .isEqualTo("no (******), nor ******");
  }

  @Test
  void aDatabaseThatIsNotKnownIsRefusedWithThoseThatAre() {
    assertThat(parseFaults("jdbc:oracle:thin:@host:1521/b"))
        .containsExactly(
            "--output jdbc:oracle:thin:@host:1521/b: is not a database; write"
                + " jdbc:postgresql://HOST/DATABASE?table=NAME; those that are known:"
                + " jdbc:postgresql://, jdbc:mysql://, jdbc:mariadb://");
  }

  @Test
  void aKeyThatTakesTwoTextsForOneIsRefused() throws Exception {
    SERVER.execute(
        "CREATE COLLATION IF NOT EXISTS folding"
            + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
    SERVER.execute(DDL);
    SERVER.execute("ALTER TABLE totals ALTER \"group\" TYPE text COLLATE folding");
    assertThat(faults(SERVER.uri("totals")))
        .singleElement()
        .asString()
        .contains(
            ": the table does not fit: column group is text COLLATE folding and has to be text;");
  }

  @Test
  void aPasswordComesFromItsFileOrTheEnvironmentAndIsNotShown() throws IOException {
    Path file = directory.resolve("password");
    Files.writeString(file, "von der Platte\n");
    String text = "jdbc:postgresql://host/b?table=t&sslmode=verify-full";
    Map<String, String> environment = Map.of("PGPASSWORD", "aus der Umgebung", "PGUSER", "me");
    assertThat(database(text, environment).properties())
        .containsEntry("password", "aus der Umgebung")
        .containsEntry("user", "me")
        .containsEntry("sslmode", "verify-full");
    Database database = database(text + "&user=you&password-file=" + file, environment);
    assertThat(database.properties())
        .containsEntry("password", "von der Platte")
        .containsEntry("user", "you");
    assertThat(database.toString()).isEqualTo("jdbc:postgresql://host/b");
  }

  private static Database database(String text, Map<String, String> environment) {
    Problems problems = new Problems();
    JdbcOutput output = (JdbcOutput) JdbcOutput.parse("--output", text, environment, problems);
    assertThat(problems.messages()).isEmpty();
    return output.database();
  }

  private static void addRow() throws Exception {
    SERVER.execute(DDL);
    SERVER.execute("INSERT INTO totals VALUES ('a', now(), 1, 1, true, '', now())");
  }

  /** A user who may connect, and nothing else. */
  private static void createReader() throws Exception {
    SERVER.execute(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN CREATE ROLE"
            + " reader LOGIN; END IF; END $$");
  }

  private static String readerUri() {
    return SERVER.uri("totals").replace("user=postgres", "user=reader");
  }

  private static void prepare(String text, boolean resuming) {
    Output output = output(text);
    output.sink(FORMAT);
    output.prepare(resuming);
  }

  private static List<String> faults(String text) {
    return faults(output(text), FORMAT);
  }

  private static List<String> faults(Output output, ResultFormat<?> format) {
    Problems problems = new Problems();
    output.check(problems, false);
    output.check(format, problems);
    return problems.messages();
  }

  private static Output output(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> parseFaults(String text) {
    Problems problems = new Problems();
    Outputs.parse("--output", text, problems);
    return problems.messages();
  }
}
