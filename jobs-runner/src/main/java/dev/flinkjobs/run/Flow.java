package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.InputSource;
import dev.flinkjobs.ledger.CountDuplicates;
import dev.flinkjobs.ledger.CountEmitted;
import dev.flinkjobs.ledger.CountFiltered;
import dev.flinkjobs.ledger.CountLate;
import dev.flinkjobs.ledger.DistinctRows;
import dev.flinkjobs.ledger.IdentifiedRow;
import dev.flinkjobs.ledger.IdentifyRows;
import dev.flinkjobs.ledger.Incarnation;
import dev.flinkjobs.ledger.LedgerFunction;
import dev.flinkjobs.ledger.RefuseResults;
import dev.flinkjobs.ledger.Tally;
import dev.flinkjobs.ledger.TallyBatches;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.output.LineFormat;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.RejectedFormat;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.BatchWatermarks;
import dev.flinkjobs.time.DetectIdleSource;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.PartitionWatermarks;
import dev.flinkjobs.time.StampArrivals;
import dev.flinkjobs.time.Timed;
import dev.localglobal.LateRow;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The data flow of a job: {@code build} reads from it, builds its topology, and writes to it.
 * Whatever is read and written through a flow is in the ledger.
 */
public final class Flow {
  static final String DUPLICATES = "--duplicate-rows";

  private final StreamExecutionEnvironment env;
  private final JobOptions options;
  private final Input input;
  private final Map<String, Output> outputByOption;
  private final Problems problems;
  private final Fingerprint fingerprint;
  private final List<DataStream<Tally>> tallies = new ArrayList<>();
  private final List<DataStream<Rejected>> rejected = new ArrayList<>();
  private final List<DataStream<Rejected>> duplicates = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final StringBuilder comments = new StringBuilder();
  private boolean reads;
  private BiFunction<RunningJob, String, Optional<String>> atEnd =
      (job, command) -> Optional.empty();

  Flow(
      StreamExecutionEnvironment env,
      JobOptions options,
      Input input,
      Map<String, Output> outputByOption,
      Problems problems,
      Fingerprint fingerprint) {
    this.env = env;
    this.options = options;
    this.input = input;
    this.outputByOption = outputByOption;
    this.problems = problems;
    this.fingerprint = fingerprint;
  }

  /**
   * The environment that the job is built in, for what no input gives: elements that stand in the
   * program, and streams that another API of Flink makes.
   */
  public StreamExecutionEnvironment environment() {
    return env;
  }

  /** Whether the input ends. */
  public boolean isBounded() {
    return input.isBounded();
  }

  /**
   * Whether one subtask does all, in the order of the input: then a job leaves out shuffles, as by
   * {@code LocalGlobal.chained}. Not where it goes on from state: what is behind a shuffle at
   * another parallelism goes on when a part of what is before it has ended, and Flink refuses both
   * in one chain.
   */
  public boolean isChained() {
    return env.getParallelism() == 1 && !isResuming();
  }

  private boolean isResuming() {
    return JobConfiguration.isResuming(env.getConfiguration());
  }

  /** The time of this machine; where the input ends, that of the start of the job for good. */
  public Clock clock() {
    Clock clock = Clock.systemUTC();
    return isBounded() ? Clock.fixed(clock.instant(), ZoneOffset.UTC) : clock;
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
    return rows(name, "rows", readBatches(name, decoder), decoder);
  }

  /**
   * As {@link #read}, for what takes rows by the batch.
   *
   * @param name of the source, also in uids: {@code transactions}
   */
  public <T> DataStream<RowBatch<T>> readBatches(String name, RowDecoder<T> decoder) {
    return readBatches(name, decoder, env.getParallelism());
  }

  private <T> DataStream<RowBatch<T>> readBatches(
      String name, RowDecoder<T> decoder, int parallelism) {
    if (isDistinct()) {
      IdentifyRows<T> all = identified(decoder);
      return distinct(name, all, allBatches(name, all, parallelism), false);
    }
    return allBatches(name, decoder, parallelism);
  }

  private <T> DataStream<RowBatch<T>> allBatches(
      String name, RowDecoder<T> decoder, int parallelism) {
    check(decoder);
    return batches(
        name, input.source(decoder, most(parallelism)), WatermarkStrategy.noWatermarks());
  }

  /** As {@link #read}, by one subtask, and so in the order of the input. */
  public <T> DataStream<T> readInOrder(String name, RowDecoder<T> decoder) {
    return rows(name, "rows", readBatches(name, decoder, 1), decoder);
  }

  /**
   * The records of {@code --input} by the batch, and watermarks between batches. Each file has a
   * watermark of its own; that of the stream is the least of all files that are not read to their
   * end. A batch has no timestamp, its records say theirs.
   *
   * @param name of the source, also in uids: {@code transactions}
   */
  public <T extends Timed> DataStream<RowBatch<T>> readBatches(
      String name, RowDecoder<T> decoder, EventTime time) {
    if (isDistinct()) {
      IdentifyRows<T> all = identified(decoder);
      return distinct(name, all, allBatches(name, all, time), true);
    }
    return allBatches(name, decoder, time);
  }

  private <T extends Timed> DataStream<RowBatch<T>> allBatches(
      String name, RowDecoder<T> decoder, EventTime time) {
    check(decoder);
    Duration idleAfter = input.isBounded() ? null : time.idleAfter();
    WatermarkStrategy<RowBatch<T>> strategy =
        input.isPartitioned() && idleAfter != null
            ? new PartitionWatermarks<>(idleAfter)
            : WatermarkStrategy.forGenerator(context -> new BatchWatermarks<>());
    DataStream<RowBatch<T>> batches =
        batches(name, input.source(decoder, time, most(env.getParallelism())), strategy);
    return batches
        .transform(name + " time", batches.getType(), new DetectIdleSource<T>(name, idleAfter))
        .setParallelism(batches.getParallelism())
        .uid(name + "-time");
  }

  /**
   * The records of {@code --input} with the time of this machine's clock when each was read, and a
   * watermark that follows the clock. At the end of the input all windows are over.
   *
   * @param name of the source, also in uids: {@code lines}
   */
  public <T> DataStream<T> readOnArrival(String name, RowDecoder<T> decoder) {
    return rows(name, "rows", readBatchesOnArrival(name, decoder), decoder);
  }

  /**
   * As {@link #readOnArrival}, for what takes rows by the batch. A batch has the timestamp of all
   * its records.
   *
   * @param name of the source, also in uids: {@code lines}
   */
  public <T> DataStream<RowBatch<T>> readBatchesOnArrival(String name, RowDecoder<T> decoder) {
    DataStream<RowBatch<T>> batches = readBatches(name, decoder);
    return batches
        .transform(name + " time", batches.getType(), new StampArrivals<T>())
        .uid(name + "-time");
  }

  private boolean isDistinct() {
    return !options.distinctBy().isEmpty();
  }

  private <T> IdentifyRows<T> identified(RowDecoder<T> decoder) {
    return new IdentifyRows<>(
        decoder,
        options.distinctBy(),
        outputByOption.containsKey(DUPLICATES),
        options.dialect().isLines());
  }

  /**
   * Without the rows whose id was there before. It has as many subtasks as the source: where there
   * is one, rows stay in their order, and come to each subtask behind the next exchange by one
   * channel, so that here, too, it depends on the rows alone whether one is late.
   */
  private <T> DataStream<RowBatch<T>> distinct(
      String name,
      IdentifyRows<T> decoder,
      DataStream<RowBatch<IdentifiedRow<T>>> batches,
      boolean hasTime) {
    int readers = batches.getParallelism();
    DataStream<IdentifiedRow<T>> all = rows(name, "ids", batches, decoder);
    boolean isExchanged = readers > 1 || isResuming() || options.isBatch();
    DistinctRows<T> first =
        new DistinctRows<>(decoder.type(), hasTime, options.distinctFor(isBounded()).orElse(null));
    SingleOutputStreamOperator<RowBatch<T>> distinct =
        (isExchanged
                ? all.keyBy(IdentifiedRow::id, IdentifiedRow.ID)
                : DataStreamUtils.reinterpretAsKeyedStream(
                    all, IdentifiedRow::id, IdentifiedRow.ID))
            .process(first)
            .returns(RowBatch.type(decoder.rowType()))
            .setParallelism(readers)
            .name(name + " distinct")
            .uid(name + "-distinct");
    SingleOutputStreamOperator<Rejected> others =
        distinct
            .getSideOutput(first.duplicates())
            .transform(name + " duplicates", Rejected.TYPE, new CountDuplicates<T>(incarnation()))
            .uid(name + "-duplicates");
    tallies.add(others.getSideOutput(CountDuplicates.TALLIES));
    duplicates.add(others);
    return distinct;
  }

  private static <T> DataStream<T> rows(
      String name, String what, DataStream<RowBatch<T>> batches, RowDecoder<T> decoder) {
    return batches
        .flatMap((RowBatch<T> batch, Collector<T> out) -> batch.rows().forEach(out::collect))
        .returns(decoder.type())
        .name(name + " " + what)
        .uid(name + "-" + what);
  }

  /**
   * What the client holds already, from one subtask, in its order.
   *
   * @param name of the source, also in uids: {@code values}
   * @param records at least one
   */
  public <T> DataStream<T> of(String name, List<T> records, TypeInformation<T> type) {
    reads = true;
    return env.fromData(records, type).name(name).uid(name);
  }

  private void check(RowDecoder<?> decoder) {
    // For faults that are known nobody should have to type a header.
    boolean waits = input.isLocal() && !problems.isEmpty();
    if (!problems.areColumnsInDoubt() && !waits) {
      input.check(decoder.columns(), problems);
    }
  }

  /** In a job with faults no input is asked how many can read it: it may be what is at fault. */
  private int most(int parallelism) {
    return problems.isEmpty() ? parallelism : 1;
  }

  private <T> DataStream<RowBatch<T>> batches(
      String name, InputSource<T> from, WatermarkStrategy<RowBatch<T>> watermarks) {
    DataStream<RowBatch<T>> batches =
        env.fromSource(new FingerprintedSource<>(from.source(), fingerprint), watermarks, name)
            .setParallelism(from.subtasks())
            .uid(name);
    SingleOutputStreamOperator<Rejected> tally =
        batches
            .transform(name + " tally", Rejected.TYPE, new TallyBatches<T>(incarnation()))
            .uid(name + "-tally");
    reads = true;
    tallies.add(tally.getSideOutput(TallyBatches.TALLIES));
    rejected.add(tally);
    return batches;
  }

  private Incarnation incarnation() {
    if (!input.isReplayable()) {
      return new Incarnation(UUID.randomUUID().toString(), true);
    }
    return new Incarnation(problems.isEmpty() ? input.incarnation() : "", false);
  }

  /**
   * Writes results to {@code --output}.
   *
   * @param name of the sink, also in uids: {@code totals}
   */
  public <T> void write(String name, DataStream<T> results, ResultFormat<T> format) {
    write(name, output(), results, format);
  }

  /**
   * Prints results as a table, by one subtask.
   *
   * @param name of the sink, also in uids: {@code results}
   * @param table makes of each result its lines
   */
  public <T> void printTable(
      String name,
      DataStream<T> results,
      ResultFormat<T> format,
      OneInputStreamOperator<T, String> table) {
    SingleOutputStreamOperator<String> lines =
        counted(name, results, format)
            .global()
            .transform("console table", Types.STRING, table)
            .setParallelism(1)
            .uid("console-table");
    sink(name, output(), lines, new LineFormat(true));
  }

  /**
   * Writes the results of one route to its part of {@code --output}.
   *
   * @param route one of {@link dev.flinkjobs.options.JobOptions#routes}; names the sink, also in
   *     uids, and the count in the ledger
   */
  public <T> void writeRoute(String route, DataStream<T> results, ResultFormat<T> format) {
    write(route, output().route(route), results, format);
  }

  /**
   * Writes rows that missed a window to {@code --late}, for a job that has {@link
   * dev.flinkjobs.options.JobOptions#late}.
   */
  public <T> void writeLate(DataStream<LateRow<T>> late, ResultFormat<LateRow<T>> format) {
    SingleOutputStreamOperator<LateRow<T>> counted =
        late.transform("late count", late.getType(), new CountLate<T>()).uid("late-count");
    tallies.add(counted.getSideOutput(CountLate.TALLIES));
    Output to = output("--late");
    sink("late", to, fitting("late", to, counted, format), format);
  }

  /**
   * Writes to the output of an option of the job's own.
   *
   * @param option one of {@link dev.flinkjobs.options.JobOptions#furtherOutputs}: {@code --alerts}
   * @param name of the sink, also in uids: {@code alerts}
   */
  public <T> void write(String option, String name, DataStream<T> results, ResultFormat<T> format) {
    write(name, output(option), results, format);
  }

  /**
   * Counts rows that were accepted, and that the job leaves out of its results on purpose.
   *
   * @param reasons why, one for each row: few different ones
   */
  public void filtered(DataStream<String> reasons) {
    tallies.add(
        reasons
            .transform("filtered count", Types.VOID, new CountFiltered())
            .uid("filtered-count")
            .getSideOutput(CountFiltered.TALLIES));
  }

  /** Adds a comment to the plan, shown above the diagram of {@code --explain}. */
  public void comment(String text) {
    text.lines().forEach(line -> comments.append("%% ").append(line).append('\n'));
  }

  /** All comments, as those of a Mermaid diagram. */
  String comments() {
    return comments.toString();
  }

  private Output output() {
    return output("--output");
  }

  private Output output(String option) {
    return Objects.requireNonNull(outputByOption.get(option), option);
  }

  private <T> void write(String name, Output to, DataStream<T> results, ResultFormat<T> format) {
    if (reads()) {
      sink(name, to, counted(name, fitting(name, to, results, format), format), format);
    } else {
      sink(name, to, results, format).setParallelism(results.getParallelism());
    }
  }

  private <T> SingleOutputStreamOperator<T> counted(
      String name, DataStream<T> results, ResultFormat<T> format) {
    outputs.add(name);
    SingleOutputStreamOperator<T> counted =
        results
            .transform(name + " count", results.getType(), new CountEmitted<>(name, format))
            .uid(name + "-count");
    tallies.add(counted.getSideOutput(CountEmitted.TALLIES));
    return counted;
  }

  /** Without results that are too large for the output, which are dead letters. */
  private <T> DataStream<T> fitting(
      String name, Output to, DataStream<T> results, ResultFormat<T> format) {
    FilterFunction<T> fits = to.fits(format);
    if (fits == null) {
      return results;
    }
    SingleOutputStreamOperator<T> fitting =
        results
            .transform(name + " size", results.getType(), new RefuseResults<>(name, format, fits))
            .uid(name + "-size")
            .setParallelism(results.getParallelism());
    tallies.add(fitting.getSideOutput(RefuseResults.TALLIES));
    rejected.add(fitting.getSideOutput(RefuseResults.REFUSED));
    return fitting;
  }

  private <T> DataStreamSink<T> sink(
      String name, Output to, DataStream<T> results, ResultFormat<T> format) {
    to.check(format, problems);
    return results.sinkTo(to.sink(format)).name(name).uid(to.uid(name));
  }

  /** Why the job has failed, in the words of its input or of an output; see there. */
  Optional<String> explain(Throwable failure) {
    List<Throwable> causes = Failure.causes(failure);
    return Stream.concat(
            Stream.of(input.explain(causes)),
            outputByOption.values().stream().map(output -> output.explain(causes)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Says what the client does with an accumulator once all input was read.
   *
   * @param use takes its value and the command line of the run; gives what went wrong, empty for
   *     nothing
   */
  public void whenFinished(String accumulator, BiFunction<Object, String, Optional<String>> use) {
    atEnd =
        (job, command) -> job.accumulator(accumulator).flatMap(value -> use.apply(value, command));
  }

  /** Ends what the client has to do with a job that has read all input; gives what went wrong. */
  List<Optional<String>> atEnd(RunningJob job, String command) {
    return List.of(input.finish(), atEnd.apply(job, command));
  }

  Input input() {
    return input;
  }

  /** Whether results go to the console. */
  public boolean isPrinting() {
    return output().isConsole();
  }

  /** Whether there is anything to give account of. */
  boolean reads() {
    return reads;
  }

  /** The outputs whose results are counted apart: none where there is only one. */
  List<String> outputs() {
    return outputs.size() > 1 ? List.copyOf(outputs) : List.of();
  }

  /**
   * Adds what every job has besides its own topology, which has to be complete.
   *
   * @param limit how many may be rejected; null for any number
   */
  void finish(@Nullable RejectedLimit limit) {
    write("--rejected", rejected);
    write(DUPLICATES, duplicates);
    if (!tallies.isEmpty()) {
      union(tallies)
          .keyBy(tally -> "ledger", Types.STRING)
          .process(new LedgerFunction(limit, outputs()))
          .returns(Types.VOID)
          .setParallelism(1)
          .name("ledger")
          .uid("ledger");
    }
    if (reads()) { // Elements that stand in the program may be dealt out in turn.
      Chains.align(env);
    }
  }

  private void write(String option, List<DataStream<Rejected>> rows) {
    Output to = outputByOption.get(option);
    if (to != null && !rows.isEmpty()) {
      String name = option.substring("--".length());
      DataStream<Rejected> all = union(rows);
      sink(name, to, isChained() ? all : all.global(), new RejectedFormat()).setParallelism(1);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    return streams.size() == 1
        ? streams.get(0)
        : streams.get(0).union(streams.subList(1, streams.size()).toArray(DataStream[]::new));
  }
}
