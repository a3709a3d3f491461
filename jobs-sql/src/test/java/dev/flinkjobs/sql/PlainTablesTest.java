package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import dev.flinkjobs.testing.StdStreams;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.Test;

/** Programs of the Table API that know nothing of the suite. */
class PlainTablesTest {

  @Test
  @SuppressWarnings("try") // The context is there while it is open.
  void theyRunOnAClosedCluster() throws Exception {
    try (ClosedCluster cluster =
            ClosedCluster.start(new Configuration(), 1, 2, OptionalInt.empty());
        ClosedContext context = new ClosedContext(cluster, new Configuration());
        StdStreams std = StdStreams.capture()) {
      TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
      tables.executeSql("CREATE TABLE printed (n INT) WITH ('connector' = 'print')");
      tables.executeSql("INSERT INTO printed VALUES (7)").await();
      assertThat(CollectionUtil.iteratorToList(tables.executeSql("SELECT 1 + 1").collect()))
          .containsExactly(Row.of(2));
      assertThat(std.out()).endsWith("+I[7]\n");
      assertThat(cluster.listJobs().get()).hasSize(2);
    }
  }
}
