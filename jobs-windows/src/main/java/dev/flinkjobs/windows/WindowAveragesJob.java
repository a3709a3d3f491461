package dev.flinkjobs.windows;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.localglobal.LateRow;
import dev.localglobal.LocalGlobal;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * What is the average of each key in each window of event time? It grew from {@link
 * WindowAveragesExercise}.
 */
public final class WindowAveragesJob {
  static final OutputTag<LateRow<Measurement>> LATE =
      new OutputTag<>("late", LateRow.type(Measurement.TYPE));

  private WindowAveragesJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, WindowAveragesOptions::new, WindowAveragesJob::build);
  }

  static void build(Flow flow, WindowAveragesOptions options) {
    MeasurementDecoder decoder = options.decoder(flow.clock());
    DataStream<RowBatch<Measurement>> rows =
        options.isOnArrival()
            ? flow.readBatchesOnArrival("measurements", decoder)
            : flow.readBatches("measurements", decoder, options.eventTime());
    options.traceFile().ifPresent(trace -> trace(trace, flow));
    SingleOutputStreamOperator<WindowResult> results = topology(rows, options, flow.isChained());
    flow.write("results", results, options.windowFormat());
    flow.writeLate(results.getSideOutput(LATE), options.lateFormat());
    if (options.hasThreshold()) {
      DataStream<Alert> alerts =
          results.flatMap(options.findAlerts()).name("find alerts").uid("find-alerts");
      flow.write("--alerts", "alerts", alerts, options.alertFormat());
    }
    if (options.isDiagnosing()) {
      rows.global()
          .transform("open windows", Types.VOID, new ReportOpenWindows(options.assigner()))
          .setParallelism(1)
          .uid("open-windows");
    }
  }

  @SuppressWarnings("unchecked")
  private static void trace(TraceFile trace, Flow flow) {
    Problems problems = flow.problems();
    if (!flow.isBounded()) {
      problems.add(
          "--trace %s: the --input never ends; give one that ends, such as a file", trace.file());
    } else if (!flow.isChained() && problems.isEmpty()) {
      problems.add("--trace %s: needs one subtask; add -p 1", trace.file());
    }
    flow.whenFinished(
        RecordTrace.ACCUMULATOR,
        (events, command) -> trace.write((List<TraceEvent>) events, command));
  }

  /**
   * The results of all windows, each again for each late row that changes it. Rows that a window
   * misses are in the side output {@link #LATE}.
   *
   * @param chained whether one subtask does all, without a shuffle
   */
  static SingleOutputStreamOperator<WindowResult> topology(
      DataStream<RowBatch<Measurement>> rows, WindowAveragesOptions options, boolean chained) {
    return LocalGlobal.of(rows, RowBatch::rows)
        .returns(Measurement.TYPE)
        .withTimestampAssigner(options.timestamps())
        .chained(chained)
        .keyBy(Measurement::key)
        .window(options.assigner())
        .allowedLateness(options.lateness())
        .sideOutputLateRows(LATE)
        .aggregate(
            options.aggregate().function(),
            options.trace().isPresent() && chained // Else it is refused.
                ? new RecordTrace(options.windowFormat())
                : new WindowResults())
        .name("windows")
        .uid("windows");
  }
}
