package dev.flinkjobs.benchmarks;

import java.nio.file.Files;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
 * The peer: parcels by routes as the exercise has it, a filter for each, with Flink's own reader of
 * CSV. The letters of addresses come composed and decomposed, so it has to compose them too.
 */
public final class NaiveParcels {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final double HEAVY_ABOVE = 20;

  private NaiveParcels() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write the files of each route
   *     below; the parallelism
   */
  public static void main(String[] args) throws Exception {
    java.nio.file.Path checkpoints = Files.createTempDirectory("naive-parcels-");
    Configuration configuration =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL)
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(Integer.parseInt(args[2]), configuration);
    CsvReaderFormat<ParcelRow> format =
        CsvReaderFormat.forSchema(
            CsvMapper::new,
            mapper -> mapper.schemaFor(ParcelRow.class).withSkipFirstDataRow(true),
            TypeInformation.of(ParcelRow.class));
    DataStream<ParcelRow> parcels =
        env.fromSource(
            FileSource.forRecordStreamFormat(format, new Path(args[0])).build(),
            WatermarkStrategy.noWatermarks(),
            "parcels");
    write(parcels.filter(NaiveParcels::isHeavy), "heavy", args[1]);
    write(parcels.filter(NaiveParcels::isRemote), "remote", args[1]);
    write(parcels.filter(NaiveParcels::isCold), "cold", args[1]);
    write(
        parcels.filter(parcel -> !isHeavy(parcel) && !isRemote(parcel) && !isCold(parcel)),
        "normal",
        args[1]);
    env.execute("naive parcels");
    FileUtils.deleteDirectory(checkpoints.toFile());
  }

  private static boolean isHeavy(ParcelRow parcel) {
    return parcel.weight_kg > HEAVY_ABOVE;
  }

  private static boolean isRemote(ParcelRow parcel) {
    return composed(parcel.address).contains("산간");
  }

  private static boolean isCold(ParcelRow parcel) {
    String refrigerated = composed(parcel.refrigerated).toLowerCase(Locale.ROOT);
    return refrigerated.equals("true") || refrigerated.equals("예");
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static void write(DataStream<ParcelRow> parcels, String route, String directory) {
    if (directory.equals("discard")) {
      parcels.sinkTo(new DiscardingSink<>());
    } else {
      parcels
          .map(NaiveParcels::text)
          .sinkTo(
              FileSink.forRowFormat(new Path(directory, route), new SimpleStringEncoder<String>())
                  .build());
    }
  }

  private static String text(ParcelRow parcel) {
    return parcel.weight_kg
        + ",\""
        + parcel.address.replace("\"", "\"\"")
        + "\","
        + parcel.refrigerated;
  }
}
