package dev.flinkjobs.parcels;

import dev.flinkjobs.plain.CsvSources;
import dev.flinkjobs.plain.Parcel;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Parcels by four routes that overlap (E3), as Flink's documentation would write them. {@link
 * ParcelRoutingJob} goes on from here.
 *
 * <p>It runs by {@code ./jobs exercise parcels}, or {@code flink run -c} with this class. Its own
 * {@code main}, started in an IDE, runs in Flink's local cluster, whose REST port is open to the
 * network: start the run configuration {@code exercise parcels} instead.
 */
public final class ParcelRoutingExercise {
  public static void main(String[] files) throws Exception {
    // What the program is built in: it knows where the job will run.
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // Each subtask of a file source reads whole files, and each row becomes a POJO.
    FileSource<Parcel> source =
        CsvSources.of(Parcel.class, files).require("weight_kg", "address", "refrigerated");
    DataStream<Parcel> parcels =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "parcels");
    // A sink for each route, which prints behind its label; one job has as many sinks as it needs.
    Routes routes = routes(parcels);
    routes.heavy().print("무거운 택배");
    routes.remote().print("산간 택배");
    routes.cold().print("냉장 택배");
    routes.normal().print("일반 택배");
    // Nothing has run so far: this starts the job, and waits for its end.
    env.execute("parcel routing, plain");
  }

  /** The parcels of each route, of which a parcel may take several. */
  public record Routes(
      DataStream<Parcel> heavy,
      DataStream<Parcel> remote,
      DataStream<Parcel> cold,
      DataStream<Parcel> normal) {}

  /** Filters a stream four times: each filter sees every parcel. */
  public static Routes routes(DataStream<Parcel> parcels) {
    FilterFunction<Parcel> heavy = parcel -> parcel.weight_kg > 20;
    FilterFunction<Parcel> remote = parcel -> parcel.address.contains("산간");
    FilterFunction<Parcel> cold = parcel -> parcel.refrigerated;
    FilterFunction<Parcel> normal =
        parcel -> !heavy.filter(parcel) && !remote.filter(parcel) && !cold.filter(parcel);
    return new Routes(
        parcels.filter(heavy),
        parcels.filter(remote),
        parcels.filter(cold),
        parcels.filter(normal));
  }
}
