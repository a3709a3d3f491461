package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.options.Version;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.run.Summary.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Iteration}: one bounded job per round, all on the same cluster, until the
 * condition is met or there were rounds enough. A step of one's own takes a few lines:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   IterationDriver.run(args, DoubleUntilOptions::new, DoubleUntil::new);
 * }
 *
 * public Step<List<Long>> start(Flow flow) {
 *   return Step.known(values);
 * }
 *
 * public Step<List<Long>> round(Flow flow, List<Long> values) {
 *   return Step.of(
 *       flow.of("values", values, Types.LONG).map(new Doubled()).name("doubled").uid("doubled"),
 *       doubled -> doubled);
 * }
 *
 * public boolean isDone(List<Long> values) {
 *   return values.stream().allMatch(value -> value >= until);
 * }
 * }</pre>
 *
 * With {@code --state} each finished round is recorded, and a driver that is started again goes on
 * behind the last of them. A round is repeated as a whole, so its job has no checkpoints.
 */
public final class IterationDriver<S> {
  /** The name of the input's digest among the options that make a run what it is. */
  static final String INPUT = "input";

  private final IterationOptions options;
  private final Iteration<S> iteration;
  private final JobRunner.Run<? extends IterationOptions> run;
  private final Problems problems;
  private final TypeSerializer<S> serializer;
  private final Place place;
  private final ReadableConfig given;
  private final Input input;
  private final long startNanos = System.nanoTime();
  private final PrintStream err = System.err;

  private RecordedRounds recorded = RecordedRounds.inMemory();
  private Map<String, String> identity = Map.of();
  private @Nullable Output output;

  /** The same in all rounds, and not made anew in each: it asks where every file is. */
  private @Nullable Fingerprint fingerprint;

  private @Nullable TemporaryDirectory scratch;
  private volatile @Nullable EmbeddedCluster cluster;

  /** The job under way, or about to be; null between two. */
  private volatile @Nullable CompletableFuture<RunningJob> job;

  private volatile Ledger ledger = new Ledger();

  private IterationDriver(
      IterationOptions options,
      Iteration<S> iteration,
      JobRunner.Run<? extends IterationOptions> run,
      Problems problems) {
    this.options = options;
    this.iteration = iteration;
    this.run = run;
    this.problems = problems;
    this.serializer = iteration.type().createSerializer(new SerializerConfigImpl());
    this.place = new Place(options, problems);
    this.given = place.given();
    this.input = run.input();
  }

  /**
   * The whole of an iterative job's {@code main}.
   *
   * @param newOptions the job's options, not yet filled
   * @param newIteration made of the options, which may have faults and are not used then
   */
  public static <S, O extends IterationOptions> void run(
      String[] args, Supplier<O> newOptions, Function<O, Iteration<S>> newIteration) {
    O options = newOptions.get();
    Problems problems = new Problems();
    if (CommandLineParser.parse(options, args, System.out, problems)) {
      new IterationDriver<>(
              options,
              newIteration.apply(options),
              new JobRunner.Run<>(args, options, problems),
              problems)
          .run();
    }
    System.out.flush();
  }

  private void run() {
    JobConfiguration.check(given, false, problems);
    run.checkPlace(input, place.isEmbedded());
    boolean showing = options.dryRun() || options.explain().isPresent();
    checkInput(showing);
    FlinkKeys.unknown(options.flinkConfig().keySet()).forEach(err::println);
    if (!showing && problems.isEmpty() && options.state().isPresent()) {
      openRecord(options.state().get());
    }
    try {
      scratch = place.isEmbedded() ? TemporaryDirectory.create() : null;
      prepare(showing);
    } finally {
      close();
    }
  }

  private void prepare(boolean showing) {
    output = again(Outputs.parse("--output", options.output(), problems), options.output());
    Output rejected = run.rejectedOutput(options.rejected());
    if (rejected != null) {
      rejected = again(rejected, options.rejected());
    }
    checkOutputs(output, rejected);
    place.send(rejected == null ? List.of(output) : List.of(output, rejected));
    if (!output.isConsole()) {
      // For what is wrong with the output for such results, which shows only at the end otherwise.
      iteration.write(flow(environment("result")), iteration.example());
    }
    StreamExecutionEnvironment env = environment("start");
    Flow flow = flow(env);
    Step<S> start = iteration.start(flow);
    flow.finish(rejected, run.rejectedLimit());
    collect(start);
    problems.throwIfAny();
    input.notices().forEach(err::println);
    if (showing) {
      show(start.job() == null ? null : env);
    } else {
      begin(rejected);
      drive(start, env);
    }
  }

  private void checkInput(boolean showing) {
    if (!input.isFixed()) {
      problems.add(
          "--input: every round reads the same rows again, which only files give that do not"
              + " change; save them to a file");
    }
    if (place.isSubmitted() && JobConfiguration.isResuming(given)) {
      problems.add("-s: a round has no checkpoints, it is repeated as a whole; leave it out");
    }
    if (!place.isEmbedded() && !showing && !given.get(DeploymentOptions.ATTACHED)) {
      problems.add(
          (place.isSubmitted() ? "-d" : "-Dexecution.attached=false")
              + ": the rounds are driven by this process; leave it out");
    }
    if (given.getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID).isPresent()) {
      // Flink would take each round for the first, and answer with its result.
      problems.add(
          "the id of the job is given, and every round is a job of its own; submit it by flink run"
              + " to a session cluster");
    }
  }

  private void openRecord(Path directory) {
    String prefix = "--state " + directory + ": ";
    try {
      recorded = RecordedRounds.in(directory);
      identity = identity();
      List<String> differences = recorded.differences(identity);
      if (!differences.isEmpty()) {
        problems.add(
            prefix
                + "it holds the rounds of another run ("
                + String.join("; ", differences)
                + "); give the same again, or another directory");
      }
    } catch (IOException unusable) {
      problems.add(prefix + unusable.getMessage());
    }
  }

  /** All that the rounds depend on. */
  private Map<String, String> identity() throws IOException {
    Map<String, String> all = new TreeMap<>(options.meaning());
    all.put("version", Version.number());
    all.put(INPUT, input.digest());
    return all;
  }

  /** An output; one that an earlier process of this run wrote to is written anew. */
  private Output again(Output output, String text) {
    return options.state().isEmpty()
        ? output
        : output.writtenAgain(recorded.hasBegun(Secrets.argument(text)), problems);
  }

  private void checkOutputs(Output results, @Nullable Output rejected) {
    Map<String, Output> outputs = new TreeMap<>(Map.of("--output", results));
    if (rejected != null && !recorded.hasStarted()) {
      outputs.put("--rejected", rejected);
    }
    run.check(input, outputs, false);
  }

  private StreamExecutionEnvironment environment(String step) {
    StreamExecutionEnvironment env = place.environment();
    // With faults, a graph is made to find more of them, and not run.
    if (problems.isEmpty()) {
      run.configure(env, given, input, false, scratch);
      String name = given.getOptional(PipelineOptions.NAME).orElse(options.name());
      Configuration round = new Configuration();
      round.set(PipelineOptions.NAME, name + " " + step);
      env.configure(round);
      env.getCheckpointConfig().disableCheckpointing();
    }
    return env;
  }

  private Flow flow(StreamExecutionEnvironment env) {
    Map<String, Output> outputs = Map.of("--output", output());
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(options, input, outputs, env.getConfiguration());
    }
    return new Flow(env, input, outputs, problems, fingerprint);
  }

  private Output output() {
    if (output == null) {
      throw new IllegalStateException("the output is not known yet");
    }
    return output;
  }

  private void collect(Step<S> step) {
    if (step.job() != null) {
      long bytes = MemorySize.parseBytes(given.get(RpcOptions.FRAMESIZE)) * 3 / 4;
      step.job().collect(place.isEmbedded() ? Integer.MAX_VALUE / 2 : bytes);
    }
  }

  private void show(@Nullable StreamExecutionEnvironment start) {
    StreamExecutionEnvironment env = environment("round");
    collect(iteration.round(flow(env), iteration.example()));
    problems.throwIfAny();
    if (options.explain().isPresent()) {
      System.out.println(JobRunner.Run.explained(env, "", options.explain().get()));
      return;
    }
    if (start != null) {
      System.out.print(DryRun.describe(options.name() + " start", start));
    }
    System.out.print(DryRun.describe(options.name() + " round", env));
  }

  private void begin(@Nullable Output rejected) {
    if (options.state().isPresent()) {
      try {
        recorded.begin(
            identity,
            List.of(Secrets.argument(options.output()), Secrets.argument(options.rejected())));
      } catch (IOException unwritable) {
        throw new UsageException(
            List.of("--state " + options.state().get() + ": cannot be written: " + unwritable));
      }
    }
    if (!output().notice().isEmpty()) {
      err.println(output().notice());
    }
    output().prepare(false);
    if (rejected != null && !recorded.hasStarted()) {
      rejected.prepare(false);
    }
  }

  private void drive(Step<S> start, StreamExecutionEnvironment env) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption);
    Optional<JobFailedException> failure = Optional.empty();
    try {
      goRound(start, env);
    } catch (UsageException told) {
      JobWatch.yieldTo(interruption);
      throw told;
    } catch (JobFailedException failed) {
      failure = Optional.of(failed);
    } catch (Exception failed) {
      failure = Optional.of(Failure.exception("", failed));
    }
    JobWatch.yieldTo(interruption);
    boolean failed = failure.filter(f -> f.exitCode() != ExitCode.NOT_CONVERGED).isPresent();
    Optional<String> unwritten = conclude(failed ? Status.FAILED : Status.FINISHED);
    if (failure.isPresent()) {
      unwritten.ifPresent(err::println);
      throw failure.get();
    }
    if (unwritten.isPresent()) {
      throw new JobFailedException(ExitCode.FAILED, unwritten.get(), null);
    }
  }

  private void goRound(Step<S> start, StreamExecutionEnvironment env) throws Exception {
    S current;
    if (recorded.hasStarted()) {
      current = serializer.deserialize(new DataInputDeserializer(recorded.outcome()));
      ledger = recorded.ledger();
      sayWhereItGoesOn();
    } else {
      Optional<S> first = first(start, env);
      if (first.isEmpty()) {
        return; // An input without a row comes to nothing.
      }
      current = first.get();
      recorded.started(bytes(current), ledger, iteration.isDone(current));
    }
    while (!recorded.isDone() && recorded.rounds().size() < options.maxRounds()) {
      current = round(recorded.rounds().size() + 1, current);
    }
    write(current);
    if (!recorded.isDone()) {
      throw new JobFailedException(ExitCode.NOT_CONVERGED, notConverged(), null);
    }
  }

  private void sayWhereItGoesOn() {
    int rounds = recorded.rounds().size();
    boolean ended = recorded.isDone() || rounds >= options.maxRounds();
    err.println(
        options.name()
            + (ended ? " has ended already, after round " : " goes on after round ")
            + rounds
            + ", as recorded in "
            + options.state().map(Path::toString).map(Visible::text).orElse(""));
    if (rounds > 0) {
      err.println(Round.HEADER);
      recorded.rounds().forEach(round -> err.println(round.line()));
    }
  }

  private S round(int number, S before) throws Exception {
    StreamExecutionEnvironment env = environment("round " + number);
    startCluster(env); // Its start is no part of the first round.
    long nanos = System.nanoTime();
    Step<S> step = iteration.round(flow(env), before);
    collect(step);
    problems.throwIfAny();
    S after = outcome("round " + number + ": ", step, env);
    Round round =
        new Round(
            number,
            iteration.size(after),
            iteration.change(before, after),
            Duration.ofNanos(System.nanoTime() - nanos).toMillis());
    recorded.add(round, bytes(after), iteration.isDone(before, after));
    if (number == 1) {
      err.println(Round.HEADER);
    }
    err.println(round.line());
    iteration.intermediate(after).ifPresent(this::print);
    return after;
  }

  private void print(String line) {
    System.out.println(Visible.text(line));
    System.out.flush();
  }

  private byte[] bytes(S outcome) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(1 << 10);
    serializer.serialize(outcome, bytes);
    return bytes.getCopyOfBuffer();
  }

  /** Runs the step before the first round. */
  private Optional<S> first(Step<S> start, StreamExecutionEnvironment env) throws Exception {
    Step.Job<?, S> wanted = start.job();
    if (wanted == null) {
      return Optional.of(start.outcome());
    }
    RunningJob ended = ended(env, true);
    Optional<String> verdict = NothingAccepted.verdict(ledger, options);
    if (verdict.isPresent()) {
      throw new NothingAccepted(verdict.get());
    }
    boolean isEmpty = options.readsInput() && ledger.read() == 0;
    return isEmpty ? Optional.empty() : Optional.of(wanted.outcomeOf(ended));
  }

  /**
   * Runs a round.
   *
   * @param prefix of the message if that fails
   */
  private S outcome(String prefix, Step<S> step, StreamExecutionEnvironment env) {
    Step.Job<?, S> wanted = step.job();
    if (wanted == null) {
      return step.outcome();
    }
    try {
      return wanted.outcomeOf(ended(env, false));
    } catch (Exception failed) {
      throw Failure.exception(prefix, failed);
    }
  }

  /**
   * Runs a job to its end.
   *
   * @param accounting whether what it counts belongs into the ledger
   */
  private RunningJob ended(StreamExecutionEnvironment env, boolean accounting) throws Exception {
    CompletableFuture<RunningJob> submitted = new CompletableFuture<>();
    job = submitted;
    RunningJob running;
    try {
      running = submit(env);
      submitted.complete(running);
    } catch (Throwable failed) {
      submitted.completeExceptionally(failed);
      throw failed;
    }
    Ledger before = ledger;
    Progress progress = new Progress(() -> progress(running, accounting), err, false);
    try {
      running.await();
    } finally {
      progress.close();
      if (accounting) {
        ledger = running.ledger().map(more -> before.plus(more.counts())).orElse(before);
      }
      job = null;
    }
    return running;
  }

  private Optional<Progress.Done> progress(RunningJob running, boolean accounting) {
    return accounting
        ? running.ledger().map(now -> JobWatch.done(now, input.bytes()))
        : Optional.empty();
  }

  private RunningJob submit(StreamExecutionEnvironment env) throws Exception {
    EmbeddedCluster running = startCluster(env);
    return running == null
        ? new ClusterJob(env.executeAsync(), place.address())
        : running.submit(env.getStreamGraph(), (Configuration) env.getConfiguration());
  }

  /** The one cluster of all rounds; null where it is one of other processes. */
  private @Nullable EmbeddedCluster startCluster(StreamExecutionEnvironment env) throws Exception {
    if (cluster == null && scratch != null) {
      cluster =
          EmbeddedCluster.start(
              (Configuration) env.getConfiguration(),
              env.getParallelism(),
              options.webUi(),
              scratch);
    }
    return cluster;
  }

  private void write(S outcome) throws Exception {
    if (output().isConsole()) {
      List<String> lines = iteration.print(outcome);
      lines.forEach(line -> System.out.println(Visible.text(line)));
      System.out.flush();
      ledger = ledger.plus(Map.of(Ledger.emitted("results"), (long) lines.size()));
      return;
    }
    StreamExecutionEnvironment env = environment("result");
    env.setParallelism(1); // In the order of the outcome.
    Flow flow = flow(env);
    iteration.write(flow, outcome);
    flow.finish(null, null);
    ended(env, true);
  }

  private String notConverged() {
    return "not converged after "
        + recorded.rounds().size()
        + " rounds"
        + recorded.last().map(last -> "; the largest change was " + last.change()).orElse("")
        + "; "
        + (options.state().isPresent()
            ? "to go on from here give a larger --max-rounds"
            : "allow more with --max-rounds");
  }

  /** Says how it ended; gives what kept that from being written. */
  private Optional<String> conclude(Status status) {
    System.out.flush();
    Summary summary =
        new Summary(
            options.name(),
            status,
            Optional.of(ledger),
            List.of(),
            Duration.ofNanos(System.nanoTime() - startNanos));
    err.print(options.readsInput() ? summary.table() : summary.how() + "\n");
    err.flush();
    return summary.writeTo(options.summaryJson());
  }

  private void close() {
    if (cluster != null) {
      cluster.close();
    }
    if (scratch != null) {
      scratch.close();
    }
    recorded.close();
  }

  /** Ctrl-C: a round without its driver is of no use to anybody. */
  private final class Interruption extends Thread {
    private Interruption() {
      super("interruption");
    }

    @Override
    public void run() {
      err.println();
      Future<RunningJob> submitted = job;
      RunningJob running = submitted == null ? null : JobWatch.soon(submitted).orElse(null);
      Optional<String> endCommand =
          running == null || running.cancel()
              ? Optional.empty()
              : Optional.of(running.endCommand());
      conclude(MemoryGuard.hasAlarmed() ? Status.FAILED : Status.CANCELLED).ifPresent(err::println);
      endCommand.ifPresent(it -> err.println("the round's job goes on; to end it: " + it));
      options
          .state()
          .ifPresent(
              directory ->
                  err.println(
                      "the same command goes on from here: " + Visible.text(directory.toString())));
      close();
    }
  }
}
