package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.ledger.CountEmitted;
import dev.flinkjobs.ledger.LedgerFunction;
import dev.flinkjobs.ledger.Tally;
import dev.flinkjobs.ledger.TallyBatches;
import dev.flinkjobs.ledger.UnpackRows;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.RejectedFormat;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The way of a record through a job: {@code wire} reads from it, builds its topology, and writes to
 * it. Whatever is read and written through a flow is in the ledger.
 */
public final class Flow {
  private final StreamExecutionEnvironment env;
  private final Input input;
  private final Output output;
  private final Problems problems;
  private final List<DataStream<Tally>> tallies = new ArrayList<>();
  private final List<DataStream<Rejected>> rejected = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();

  Flow(StreamExecutionEnvironment env, Input input, Output output, Problems problems) {
    this.env = env;
    this.input = input;
    this.output = output;
    this.problems = problems;
  }

  /** Whether the input ends. */
  public boolean isBounded() {
    return input.isBounded();
  }

  /** What is wrong with the command line, for checks that need the input. */
  public Problems problems() {
    return problems;
  }

  /**
   * The records of {@code --input}. Rows that the decoder rejects go to {@code --rejected}.
   *
   * @param name of the source, also in uids: {@code transactions}
   */
  public <T> DataStream<T> read(String name, RowDecoder<T> decoder) {
    // For faults that are known nobody should have to type a header.
    boolean waits = input.isLocal() && !problems.isEmpty();
    if (!problems.areColumnsInDoubt() && !waits) {
      input.check(decoder.columns(), problems);
    }
    DataStream<RowBatch<T>> batches =
        env.fromSource(input.source(decoder), WatermarkStrategy.noWatermarks(), name).uid(name);
    SingleOutputStreamOperator<Tally> tally =
        batches
            .process(new TallyBatches<T>())
            .returns(Tally.TYPE)
            .name(name + " tally")
            .uid(name + "-tally");
    tallies.add(tally);
    rejected.add(tally.getSideOutput(TallyBatches.REJECTED));
    return batches
        .flatMap(new UnpackRows<T>())
        .returns(decoder.type())
        .name(name + " rows")
        .uid(name + "-rows");
  }

  /**
   * Writes results to {@code --output}.
   *
   * @param name of the sink, also in uids: {@code totals}
   */
  public <T> void write(String name, DataStream<T> results, ResultFormat<T> format) {
    write(name, output, results, format);
  }

  /**
   * Writes the results of one route to its part of {@code --output}.
   *
   * @param route one of {@link dev.flinkjobs.options.JobOptions#routes}; names the sink, also in
   *     uids, and the count in the ledger
   */
  public <T> void writeRoute(String route, DataStream<T> results, ResultFormat<T> format) {
    write(route, output.route(route), results, format);
  }

  private <T> void write(String name, Output to, DataStream<T> results, ResultFormat<T> format) {
    outputs.add(name);
    SingleOutputStreamOperator<T> counted =
        results
            .transform(name + " count", results.getType(), new CountEmitted<T>(name))
            .uid(name + "-count");
    tallies.add(counted.getSideOutput(CountEmitted.TALLIES));
    counted.sinkTo(to.sink(format)).name(name).uid(name);
  }

  /** How much there is to read, if that is known. */
  OptionalLong inputBytes() {
    return input.bytes();
  }

  /** Whether results go to the console. */
  boolean isPrinting() {
    return output.isConsole();
  }

  /** The outputs whose results are counted apart: none where there is only one. */
  List<String> outputs() {
    return outputs.size() > 1 ? List.copyOf(outputs) : List.of();
  }

  /**
   * Adds what every job has besides its own topology.
   *
   * @param rejectedOutput where rejected rows go; null to count them only
   * @param limit how many may be rejected; null for any number
   */
  void finish(@Nullable Output rejectedOutput, @Nullable RejectedLimit limit) {
    if (rejectedOutput != null && !rejected.isEmpty()) {
      union(rejected)
          .sinkTo(rejectedOutput.sink(new RejectedFormat()))
          .setParallelism(1)
          .name("rejected")
          .uid("rejected");
    }
    if (!tallies.isEmpty()) {
      union(tallies)
          .keyBy(tally -> "ledger", Types.STRING)
          .process(new LedgerFunction(limit, outputs()))
          .returns(Types.VOID)
          .setParallelism(1)
          .name("ledger")
          .uid("ledger");
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    return streams.size() == 1
        ? streams.get(0)
        : streams.get(0).union(streams.subList(1, streams.size()).toArray(DataStream[]::new));
  }
}
