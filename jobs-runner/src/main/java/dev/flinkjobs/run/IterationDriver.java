package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.ledger.Verdict;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.options.Version;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.run.Summary.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 *   IterationDriver.run(args, DoubleUntilOptions::new, DoubleUntilJob::new);
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
public final class IterationDriver<S> extends Run<IterationOptions> {
  /** The name of the input's digest among the options that make a run what it is. */
  static final String INPUT = "input";

  private final Iteration<S> iteration;
  private final TypeSerializer<S> serializer;
  private final long startNanos = System.nanoTime();

  private RecordedRounds recorded = RecordedRounds.inMemory();
  private Map<String, String> identity = Map.of();

  /** The same in all rounds, and not made anew in each: it asks where every file is. */
  private @Nullable Fingerprint fingerprint;

  private @Nullable Step<S> first;

  /** The job under way, or about to be; null between two. */
  private volatile @Nullable CompletableFuture<RunningJob> job;

  private volatile Ledger ledger = new Ledger();

  private IterationDriver(IterationOptions options, Iteration<S> iteration, Problems problems) {
    super(options, problems);
    this.iteration = iteration;
    this.serializer = iteration.type().createSerializer(new SerializerConfigImpl());
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
    parseAndRun(
        args,
        options,
        problems -> new IterationDriver<>(options, newIteration.apply(options), problems));
  }

  @Override
  void checkOptions() {
    if (!input.isFixed()) {
      problems.add(
          "--input: every round reads the same rows again, which only files give that do not"
              + " change; save them to a file");
    }
    if (place.isSubmitted() && resuming) {
      problems.add("-s: a round has no checkpoints, it is repeated as a whole; leave it out");
    }
    if (!place.isEmbedded() && !isShown() && !given.get(DeploymentOptions.ATTACHED)) {
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
            "%sit holds the rounds of another run (%s); give the same again, or another directory",
            prefix, String.join("; ", differences));
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

  /** An output that an earlier process of this run wrote to is written anew. */
  @Override
  void findOutputs() {
    if (!isShown() && problems.isEmpty()) {
      options.state().ifPresent(this::openRecord);
    }
    outputs.put("--output", Outputs.parse("--output", options.output(), problems));
    addRowOutputs();
    if (options.state().isPresent()) {
      Map<String, String> texts = texts();
      outputs.replaceAll(
          (option, output) ->
              output.writtenAgain(recorded.hasBegun(texts.getOrDefault(option, "")), problems));
    }
    if (recorded.hasStarted()) {
      outputs.keySet().retainAll(List.of("--output"));
    }
  }

  /** Those of the outputs, by their options, as the record may have them. */
  private Map<String, String> texts() {
    return Map.of(
        "--output",
        Secrets.argument(options.output()),
        "--rejected",
        Secrets.argument(options.rejected()),
        Flow.DUPLICATES,
        Secrets.argument(options.duplicateRows().orElse("")));
  }

  /** The driver prints them. */
  @Override
  boolean printsResults() {
    return false;
  }

  private StreamExecutionEnvironment environment(String step) {
    StreamExecutionEnvironment env = environment();
    String name = given.getOptional(PipelineOptions.NAME).orElse(options.name());
    env.configure(new Configuration().set(PipelineOptions.NAME, name + " " + step));
    env.getCheckpointConfig().disableCheckpointing();
    return env;
  }

  private Flow flow(StreamExecutionEnvironment env) {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(options, input, outputs, env.getConfiguration());
    }
    return new Flow(env, options, input, outputs, problems, fingerprint);
  }

  private void collect(Step<S> step) {
    if (step.job() != null) {
      long bytes = MemorySize.parseBytes(given.get(RpcOptions.FRAMESIZE)) * 3 / 4;
      step.job().collect(place.isEmbedded() ? Integer.MAX_VALUE / 2 : bytes);
    }
  }

  @Override
  Map<String, Flow> build() {
    if (!output().isConsole()) {
      // For what is wrong with the output for such results, which shows only at the end otherwise.
      iteration.write(flow(environment("result")), iteration.example());
    }
    Map<String, Flow> built = new LinkedHashMap<>();
    Flow flow = flow(environment("start"));
    Step<S> start = iteration.start(flow);
    first = start;
    finish(flow);
    collect(start);
    if (start.job() != null) {
      built.put(options.name() + " start", flow);
    }
    if (isShown() && problems.isEmpty()) {
      Flow round = flow(environment("round"));
      collect(iteration.round(round, iteration.example()));
      built.put(options.name() + " round", round);
    }
    return built;
  }

  @Override
  void beforeOutputs() {
    if (options.state().isPresent()) {
      try {
        recorded.begin(identity, texts().values());
      } catch (IOException unwritable) {
        throw new UsageException(
            List.of("--state " + options.state().get() + ": cannot be written: " + unwritable));
      }
    }
  }

  @Override
  void start(Map<String, Flow> built) {
    Thread interruption = new Thread(this::interrupted, "interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    JobFailedException failure = null;
    try {
      goRound(built);
    } catch (UsageException told) {
      JobWatch.yieldTo(interruption);
      throw told;
    } catch (Exception failed) {
      failure = failed instanceof JobFailedException told ? told : Failure.exception("", failed);
    }
    JobWatch.yieldTo(interruption);
    boolean isDone = failure == null || failure.exitCode() == ExitCode.NOT_CONVERGED;
    Optional<String> unwritten = conclude(isDone ? Status.FINISHED : Status.FAILED);
    if (failure != null) {
      unwritten.ifPresent(err::println);
      throw failure;
    }
    if (unwritten.isPresent()) {
      throw new JobFailedException(ExitCode.FAILED, unwritten.get(), null);
    }
  }

  private void goRound(Map<String, Flow> built) throws Exception {
    S current;
    if (recorded.hasStarted()) {
      current = serializer.deserialize(new DataInputDeserializer(recorded.outcome()));
      ledger = recorded.ledger();
      sayWhereItGoesOn();
    } else {
      Optional<S> outcome = first(built.values());
      if (outcome.isEmpty()) {
        return; // An input without a row comes to nothing.
      }
      current = outcome.get();
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
        Message.of(
            "%s %s after round %d, as recorded in %s",
            options.name(),
            ended ? "has ended already," : "goes on",
            rounds,
            options.state().map(Path::toString).map(Visible::text).orElse("")));
    if (rounds > 0) {
      err.println(Round.HEADER);
      recorded.rounds().forEach(round -> err.println(round.line()));
    }
  }

  private S round(int number, S before) throws Exception {
    StreamExecutionEnvironment env = environment("round " + number);
    var unused = cluster(env, env.getParallelism()); // Its start is no part of the first round.
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
  private Optional<S> first(Collection<Flow> built) throws Exception {
    Step<S> step = Objects.requireNonNull(first);
    Step.Job<?, S> wanted = step.job();
    if (wanted == null) {
      return Optional.of(step.outcome());
    }
    RunningJob ended = ended(built.iterator().next().environment(), true);
    Optional<String> verdict = NothingAccepted.verdict(ledger, options);
    if (verdict.isPresent()) {
      throw new Verdict(verdict.get());
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
    flow.finish(null);
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
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return new Summary(options.name(), status, Optional.of(ledger), List.of(), elapsed)
        .tell(options.readsInput(), options.summaryJson());
  }

  @Override
  void close() {
    super.close();
    recorded.close();
  }

  /** Ctrl-C: a round without its driver is of no use to anybody. */
  private void interrupted() {
    err.println();
    Future<RunningJob> submitted = job;
    RunningJob running = submitted == null ? null : JobWatch.soon(submitted).orElse(null);
    boolean ended = running == null || running.cancel();
    conclude(MemoryGuard.hasAlarmed() ? Status.FAILED : Status.CANCELLED).ifPresent(err::println);
    if (running != null && !ended) {
      err.println("the round's job goes on; to end it: " + running.endCommand());
    }
    options
        .state()
        .map(Path::toString)
        .map(Visible::text)
        .ifPresent(state -> err.println("the same command goes on from here: " + state));
    close();
  }
}
