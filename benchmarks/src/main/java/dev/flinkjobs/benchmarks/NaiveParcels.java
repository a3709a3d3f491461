package dev.flinkjobs.benchmarks;

import java.text.Normalizer;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The peer: parcels by routes as the exercise has it, a filter for each, with Flink's own reader of
 * CSV. The letters of addresses come composed and decomposed, so it has to compose them too.
 */
public final class NaiveParcels {
  private static final double HEAVY_ABOVE = 20;

  private NaiveParcels() {}

  /**
   * Runs it.
   *
   * @param args the input file; {@code discard} or the directory to write the files of each route
   *     below; the parallelism
   */
  public static void main(String[] args) throws Exception {
    NaiveFlink.run(
        "naive parcels", args[2], new Configuration(), env -> addRoutes(env, args[0], args[1]));
  }

  private static void addRoutes(StreamExecutionEnvironment env, String input, String output) {
    DataStream<ParcelRow> parcels =
        env.fromSource(
            NaiveFlink.csv(ParcelRow.class, input), WatermarkStrategy.noWatermarks(), "parcels");
    write(parcels.filter(NaiveParcels::isHeavy), "heavy", output);
    write(parcels.filter(NaiveParcels::isRemote), "remote", output);
    write(parcels.filter(NaiveParcels::isCold), "cold", output);
    write(
        parcels.filter(parcel -> !isHeavy(parcel) && !isRemote(parcel) && !isCold(parcel)),
        "normal",
        output);
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

  private static void write(DataStream<ParcelRow> parcels, String route, String output) {
    String ofRoute = output.equals("discard") ? output : output + "/" + route;
    NaiveFlink.write(parcels, NaiveParcels::text, ofRoute);
  }

  private static String text(ParcelRow parcel) {
    return parcel.weight_kg
        + ",\""
        + parcel.address.replace("\"", "\"\"")
        + "\","
        + parcel.refrigerated;
  }
}
