package dev.flinkjobs.benchmarks;

import dev.flinkjobs.parcels.ParcelRoutingExercise;
import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Parcel;
import java.text.Normalizer;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The peer: parcels by routes as the exercise has it, a filter for each. The letters of addresses
 * come composed and decomposed, and what is refrigerated in two languages, so it has to make them
 * one.
 */
public final class NaiveParcels {
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
    DataStream<Parcel> parcels =
        env.fromSource(
                CsvSources.of(ParcelRow.class, input).require("weight_kg"),
                WatermarkStrategy.noWatermarks(),
                "parcels")
            .map(NaiveParcels::parcel);
    ParcelRoutingExercise.Routes routes = ParcelRoutingExercise.routes(parcels);
    write(routes.heavy(), "heavy", output);
    write(routes.remote(), "remote", output);
    write(routes.cold(), "cold", output);
    write(routes.normal(), "normal", output);
  }

  private static Parcel parcel(ParcelRow row) {
    Parcel parcel = new Parcel();
    parcel.weight_kg = row.weight_kg;
    parcel.address = composed(row.address);
    String refrigerated = composed(row.refrigerated).toLowerCase(Locale.ROOT);
    parcel.refrigerated = refrigerated.equals("true") || refrigerated.equals("예");
    return parcel;
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static void write(DataStream<Parcel> parcels, String route, String output) {
    String ofRoute = output.equals("discard") ? output : output + "/" + route;
    NaiveFlink.write(parcels, all -> all.map(NaiveParcels::text), ofRoute);
  }

  private static String text(Parcel parcel) {
    return parcel.weight_kg
        + ",\""
        + parcel.address.replace("\"", "\"\"")
        + "\","
        + parcel.refrigerated;
  }
}
