package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.util.OutputTag;

/**
 * What is the average of each key in each window of time? It grew from {@link
 * WindowAveragesExercise}.
 */
public final class WindowAveragesJob {

  /** Sessions know only when they merge which rows they miss. */
  static final OutputTag<Measurement> LATE_FOR_SESSIONS =
      new OutputTag<>("late", TypeInformation.of(Measurement.class));

  private WindowAveragesJob() {}

  /** The streams that come out. */
  record Results(DataStream<WindowResult> windows, DataStream<LateMeasurement> late) {}

  public static void main(String[] args) {
    JobRunner.run(args, WindowAveragesOptions::new, WindowAveragesJob::wire);
  }

  static void wire(Flow flow, WindowAveragesOptions options) {
    Results results = topology(rows(flow, options), options);
    flow.write("results", results.windows(), options.windowFormat());
    flow.writeLate(results.late(), options.lateFormat());
    if (options.hasThreshold()) {
      DataStream<Alert> alerts =
          results.windows().flatMap(options.findAlerts()).name("find alerts").uid("find-alerts");
      flow.write("--alerts", "alerts", alerts, options.alertFormat());
    }
  }

  private static DataStream<Measurement> rows(Flow flow, WindowAveragesOptions options) {
    MeasurementDecoder decoder = options.decoder(flow.clock());
    if (!options.isOnArrival()) {
      return flow.read("measurements", decoder, options.eventTime());
    }
    return flow.readOnArrival("measurements", decoder)
        .process(new ArrivalTime())
        .name("arrival time")
        .uid("arrival-time");
  }

  static Results topology(DataStream<Measurement> rows, WindowAveragesOptions options) {
    return options.windows().areSessions() ? sessions(rows, options) : windows(rows, options);
  }

  private static Results windows(DataStream<Measurement> rows, WindowAveragesOptions options) {
    Windows windows = options.windows();
    Aggregate aggregate = options.aggregate();
    SingleOutputStreamOperator<WindowResult> results =
        rows.transform(
                "collect rows",
                new PartialsSerializer().type(Partials.class),
                new CollectRows(windows, aggregate))
            .uid("collect-rows")
            .keyBy(Partials::bucket)
            .transform(
                "windows",
                TypeInformation.of(WindowResult.class),
                new AggregateWindows(
                    windows, aggregate, options.lateness().toMillis(), options.isDiagnosing()))
            .uid("aggregate-windows");
    return new Results(results, results.getSideOutput(AggregateWindows.LATE));
  }

  private static Results sessions(DataStream<Measurement> rows, WindowAveragesOptions options) {
    Duration lateness = options.lateness();
    DataStream<Measurement> timed =
        rows.keyBy(Measurement::key)
            .transform(
                "late rows",
                TypeInformation.of(Measurement.class),
                new KeepWatermark(options.windows(), options.isDiagnosing()))
            .uid("late-rows");
    // Still by key, and so in one chain with the windows: both have the same watermark.
    KeyedStream<Measurement, GroupKey> keyed =
        DataStreamUtils.reinterpretAsKeyedStream(timed, Measurement::key);
    SingleOutputStreamOperator<WindowResult> results =
        keyed
            .window(EventTimeSessionWindows.withGap(options.windows().size()))
            .allowedLateness(lateness)
            .sideOutputLateData(LATE_FOR_SESSIONS)
            .aggregate(new ExactAggregate(options.aggregate()), new EmitWindow(!lateness.isZero()))
            .name("windows")
            .uid("windows");
    DataStream<LateMeasurement> late =
        results
            .getSideOutput(LATE_FOR_SESSIONS)
            .map(LateMeasurement::session)
            .name("late sessions")
            .uid("late-sessions");
    return new Results(results, late);
  }
}
