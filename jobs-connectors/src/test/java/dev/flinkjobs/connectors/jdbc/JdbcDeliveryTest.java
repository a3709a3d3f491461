package dev.flinkjobs.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.testing.PostgresServer;
import dev.flinkjobs.testing.TestCluster;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each key's newest result is in the table, whatever happens on the way. */
class JdbcDeliveryTest {
  private static final int ROWS = 20_000;
  private static final int PER_SECOND = 5000;

  /** More than are sent together, so that many are written between two checkpoints. */
  private static final int GROUPS = 3000;

  @RegisterExtension private static final PostgresServer SERVER = new PostgresServer();

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @Test
  void afterATaskManagerIsKilledTheTableIsWhatItWouldHaveBeen() throws Exception {
    StreamExecutionEnvironment env = writing("killed", 2);
    noteAttempts();
    TestCluster.Job job = cluster.submit(env);
    job.awaitCheckpoint();
    long written = newest();
    await().until(() -> newest() > written + GROUPS + 1000);
    cluster.replaceTaskManager(0);
    job.awaitResult();
    assertThat(job.restores()).isPositive();
    assertThat(SERVER.rows("SELECT last_digits, number FROM killed ORDER BY number"))
        .containsExactlyElementsOf(
            LongStream.range(ROWS - GROUPS, ROWS).mapToObj(n -> n % GROUPS + "|" + n).toList());
    assertThat(older("INSERT")).as("older rows came").containsExactly("t");
    assertThat(older("UPDATE")).as("older rows replaced newer ones").containsExactly("f");
  }

  private static long newest() throws Exception {
    return Long.parseLong(SERVER.rows("SELECT COALESCE(max(number), 0) FROM killed").get(0));
  }

  /** Notes of each row, before it is offered and before it replaces one, what it would replace. */
  private static void noteAttempts() throws Exception {
    SERVER.execute("CREATE TABLE attempts (attempt text, number bigint, before bigint)");
    SERVER.execute(
        """
        CREATE FUNCTION note() RETURNS trigger AS $$ BEGIN
          INSERT INTO attempts SELECT TG_OP, NEW.number, there.number FROM killed there
          WHERE there.last_digits = NEW.last_digits;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """);
    SERVER.execute(
        "CREATE TRIGGER note BEFORE INSERT OR UPDATE ON killed FOR EACH ROW EXECUTE FUNCTION"
            + " note()");
  }

  /** Whether rows were older than those in their place. */
  private static List<String> older(String attempt) throws Exception {
    return SERVER.rows(
        "SELECT count(*) > 0 FROM attempts WHERE number < before AND attempt = '" + attempt + "'");
  }

  /** Each number is a result of one of the groups, and newer than those before it. */
  private StreamExecutionEnvironment writing(String table, int parallelism) {
    StreamExecutionEnvironment env = cluster.environment(parallelism);
    env.enableCheckpointing(2000);
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", SERVER.uri(table), problems);
    output.check(problems, false);
    output.check(new NumberFormat(), problems);
    assertThat(problems.messages()).isEmpty();
    env.fromSource(
            new DataGeneratorSource<>(
                n -> n, ROWS, RateLimiterStrategy.perSecond(PER_SECOND), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .setParallelism(1) // In their order.
        .keyBy(n -> n % GROUPS)
        .sinkTo(output.sink(new NumberFormat()))
        .name("results")
        .uid("results");
    output.prepare(false);
    return env;
  }

  private static final class NumberFormat implements ResultFormat<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Column<Long>> layout() {
      return List.of(
          Column.<Long>whole("last_digits", number -> number % GROUPS).as(Column.Part.KEY),
          Column.<Long>whole("number", number -> number).as(Column.Part.VERSION));
    }

    @Override
    public String print(Long number) {
      return number.toString();
    }
  }
}
