package dev.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileFormat;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exact row source below a program of plain Flink: no option, no runner, no ledger. */
@SuppressWarnings("try") // The context is there while it is open.
class PlainProgramTest {
  @TempDir private Path directory;

  @Test
  void rowsAndWhatWasRejectedAreReadByFlinksOwnFileSource() throws Exception {
    Path file = directory.resolve("lines.txt");
    Files.write(file, new byte[] {'a', '\n', (byte) 0xFF, '\n', 'b', '\n'});
    FileSource<RowBatch<String>> source =
        FileSource.forBulkFileFormat(
                new CsvFileFormat<>(CsvDialect.LINES, new LineDecoder(), "", null, Map.of(), 1),
                org.apache.flink.core.fs.Path.fromLocalFile(file.toFile()))
            .build();

    try (ClosedCluster cluster =
            ClosedCluster.start(new Configuration(), 1, 1, OptionalInt.empty());
        ClosedContext context = new ClosedContext(cluster, new Configuration())) {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      DataStream<String> said =
          env.fromSource(source, WatermarkStrategy.noWatermarks(), "lines")
              .flatMap(PlainProgramTest::say)
              .returns(Types.STRING);
      assertThat(said.executeAndCollect(10)).containsExactly("a", "b", "line 2 is rejected");
    }
  }

  private static void say(RowBatch<String> batch, Collector<String> out) {
    batch.rows().forEach(out::collect);
    for (Rejected row : batch.rejected()) {
      out.collect("line " + row.line() + " is rejected");
    }
  }
}
