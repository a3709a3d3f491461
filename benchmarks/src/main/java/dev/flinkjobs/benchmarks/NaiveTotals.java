package dev.flinkjobs.benchmarks;

import java.nio.file.Files;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.csv.CsvReaderFormat;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;

/**
 * The peer: running totals as a user of Flink writes them from its documentation, flink-csv into a
 * POJO, {@code keyBy}, {@code sum}, with Flink's defaults. Doubles, so its totals are rounded.
 */
public final class NaiveTotals {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final String DISCARD = "discard";

  private NaiveTotals() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write text files to; the
   *     parallelism
   */
  public static void main(String[] args) throws Exception {
    String input = args[0];
    String output = args[1];
    java.nio.file.Path checkpoints = Files.createTempDirectory("naive-totals-");
    // Without checkpoints FileSink would not finish a file before the end, and in the JobManager's
    // memory, the default, those of a million keys find no room. Ours makes them by itself.
    Configuration configuration =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL)
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(Integer.parseInt(args[2]), configuration);

    CsvReaderFormat<Transaction> format =
        CsvReaderFormat.forSchema(
            CsvMapper::new,
            mapper -> mapper.schemaFor(Transaction.class).withSkipFirstDataRow(true),
            TypeInformation.of(Transaction.class));
    FileSource<Transaction> source =
        FileSource.forRecordStreamFormat(format, new Path(input)).build();
    DataStream<Transaction> totals =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "transactions")
            .keyBy(transaction -> transaction.transaction_type, Types.STRING)
            .sum("amount");
    if (output.equals(DISCARD)) {
      totals.sinkTo(new DiscardingSink<>());
    } else {
      totals
          .map(total -> total.transaction_type + "," + total.amount)
          .sinkTo(
              FileSink.forRowFormat(new Path(output), new SimpleStringEncoder<String>()).build());
    }
    env.execute("naive totals");
    FileUtils.deleteDirectory(checkpoints.toFile());
  }
}
