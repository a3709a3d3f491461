package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.Directories;
import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.JobParameters;
import dev.flinkjobs.options.OnMalformed;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.output.Console;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.plan.ExecutionPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, from its command line to its end: all that is wrong is said at once, before
 * anything has changed. What is built and how it is started is up to those who extend it. It never
 * ends the process, since on a cluster that would be the JobManager: a mistake of the user is a
 * {@link UsageException}, anything later a {@link JobFailedException}.
 */
abstract class Run<O extends JobOptions> {
  /** Rejected or late rows beyond these would bury the results; they are counted. */
  private static final int PRINTED_ROWS = 20;

  final O options;
  final Problems problems;
  final Place place;
  final ReadableConfig given;
  final boolean resuming;
  final PrintStream err = System.err;

  /** By their options. */
  final Map<String, Output> outputs = new TreeMap<>();

  Input input;
  private @Nullable TemporaryDirectory scratch;
  private volatile @Nullable EmbeddedCluster cluster;

  Run(O options, Problems problems) {
    this.options = options;
    this.problems = problems;
    this.place = new Place(options, problems);
    this.given = place.given();
    this.resuming = JobConfiguration.isResuming(given);
    this.input = input();
  }

  /**
   * The whole of a job's {@code main}.
   *
   * @param options not yet filled
   * @param newRun made of the options, which may have faults
   */
  static void parseAndRun(String[] args, JobOptions options, Function<Problems, Run<?>> newRun) {
    Problems problems = new Problems();
    if (CommandLineParser.parse(options, args, System.out, problems)) {
      newRun.apply(problems).run();
    }
    System.out.flush();
  }

  /** Adds what is wrong with the options for a run of this kind. */
  abstract void checkOptions();

  /** Adds to {@link #outputs} those that the run writes to. */
  abstract void findOutputs();

  /** Whether the tasks themselves print results. */
  abstract boolean printsResults();

  /** Builds graphs, also of options with faults, since they show others; those to show by name. */
  abstract Map<String, Flow> build();

  /** The last moment before anything changes. */
  void beforeOutputs() {}

  /** Starts what was built, and returns at its end. Outputs are ready. */
  abstract void start(Map<String, Flow> built) throws Exception;

  private void run() {
    JobConfiguration.check(given, options.isBatch(), problems);
    checkPlace();
    checkOptions();
    FlinkKeys.unknown(options.flinkConfig().keySet()).forEach(err::println);
    try {
      findOutputs();
      place.send(outputs.values());
      checkOutputs();
      scratch = place.isEmbedded() ? TemporaryDirectory.create() : null;
      Map<String, Flow> built = build();
      problems.throwIfAny();
      input.notices().forEach(err::println);
      if (isShown()) {
        show(built);
        return;
      }
      outputs.values().stream().map(Output::notice).forEach(this::tell);
      beforeOutputs();
      outputs.values().forEach(each -> each.prepare(resuming));
      begin(built);
    } finally {
      close();
    }
  }

  private void begin(Map<String, Flow> built) {
    try {
      start(built);
    } catch (UsageException | JobFailedException told) {
      throw told;
    } catch (Exception failed) {
      throw Failure.exception("", failed);
    }
  }

  final void tell(String notice) {
    if (!notice.isEmpty()) {
      err.println(notice);
    }
  }

  private Input input() {
    List<String> texts = options.input();
    if (texts.isEmpty()) {
      if (options.sample().isEmpty()) {
        return Inputs.none();
      }
      texts =
          Samples.find(options.sample())
              .map(sample -> List.of(sample.toString()))
              .orElseGet(
                  () -> {
                    problems.add(
                        "--input is missing, and the sample data/"
                            + options.sample()
                            + " is not here; give a file: --input my.csv");
                    return List.of();
                  });
    }
    return Inputs.parse(
        "--input", texts, options.dialect(), options.onBadFile().orElse(null), problems);
  }

  private void checkOutputs() {
    outputs.forEach(
        (option, each) -> {
          each.check(problems, resuming);
          if (each.directories().stream().anyMatch(input::reads)) {
            problems.add(option + ": --input reads from this directory; choose another");
          }
        });
    Outputs.checkApart(outputs, problems);
  }

  /** What goes at home only, or is taken there. */
  private void checkPlace() {
    if (place.isEmbedded()) {
      options.webUi().ifPresent(this::checkPort);
      JobConfiguration.checkClosed(options.flinkConfig().keySet(), problems);
      return;
    }
    if (input.isLocal()) {
      problems.add("--input -: a cluster cannot read the standard input of this process");
    }
    if (options.stateDir().isPresent()) {
      problems.add(
          "--state-dir is for the cluster inside this process; elsewhere use flink stop"
              + " --savepointPath");
    }
    if (options.webUi().isPresent()) {
      problems.add("--web-ui is for the cluster inside this process; another has its own");
    }
    if (options.trace().isPresent()) {
      problems.add(
          "--trace is for the cluster inside this process; leave out what chooses another");
    }
    if (options.heap().isPresent()) {
      problems.add(
          "--heap is for the cluster inside this process; elsewhere set"
              + " taskmanager.memory.process.size");
    }
  }

  private void checkPort(int port) {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      free.getLocalPort();
    } catch (IOException taken) {
      problems.add("--web-ui " + port + ": the port is taken or not allowed; give another");
    }
  }

  /** Adds an output of which the console shows the first rows, on stderr. */
  final void addOutputOfFirst(String option, String text) {
    outputs.put(
        option,
        text.equals("print")
            ? Outputs.console(
                Console.STDERR,
                OptionalLong.of(PRINTED_ROWS),
                "see them all with " + option + " files:DIR")
            : Outputs.parse(option, text, problems));
  }

  /** Adds those of rows as they stand in the input. */
  final void addRowOutputs() {
    options.duplicateRows().ifPresent(text -> addOutputOfFirst(Flow.DUPLICATES, text));
    addOutputOfFirst("--rejected", options.rejected());
    if (options.onMalformed() != OnMalformed.REJECT) {
      outputs.remove("--rejected"); // Parsed for its faults.
    }
  }

  final Output output() {
    return Objects.requireNonNull(outputs.get("--output"));
  }

  /** Adds to a flow what every job has besides its own topology. */
  final void finish(Flow flow) {
    RejectedLimit limit =
        options.onMalformed() == OnMalformed.FAIL
            ? RejectedLimit.NONE
            : options.maxRejected().orElse(null);
    flow.finish(limit);
  }

  /** A new environment. In a run with faults a graph is made to find more of them, and not run. */
  StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = place.environment();
    if (!problems.isEmpty()) {
      env.configure(JobConfiguration.inPlaceOfRefused());
      return env;
    }
    env.configure(
        JobConfiguration.defaults(
            given,
            options.name(),
            input.isReplayable(),
            options.distinctFor(input.isBounded()).isPresent()));
    if (scratch != null) {
      env.configure(
          JobConfiguration.embeddedDefaults(
              given,
              options.stateDir(),
              input.isLocal(),
              printsResults() || options.trace().isPresent(),
              scratch.path()));
    }
    if (options.isBatch()) {
      env.configure(JobConfiguration.batch());
    }
    env.getConfig().setGlobalJobParameters(Configuration.fromMap(JobParameters.of(options)));
    return env;
  }

  final boolean isShown() {
    return options.dryRun() || options.explain().isPresent();
  }

  /** Of several graphs the last is explained. */
  private void show(Map<String, Flow> built) {
    if (options.explain().isEmpty()) {
      built.forEach((name, flow) -> System.out.print(DryRun.describe(name, flow.environment())));
      return;
    }
    Flow last = List.copyOf(built.values()).get(built.size() - 1);
    StreamGraph graph = last.environment().getStreamGraph();
    System.out.println(
        switch (options.explain().get()) {
          case JSON -> graph.getStreamingPlanAsJSON();
          case MERMAID -> last.comments() + ExecutionPlan.of(graph).toMermaid();
          case SVG -> ExecutionPlan.of(graph).toSvg();
        });
  }

  /**
   * The cluster inside this process, which is started by the first call; null where jobs run on one
   * of other processes.
   *
   * @param slots how many subtasks of an operator it can run
   */
  final @Nullable EmbeddedCluster cluster(StreamExecutionEnvironment env, int slots)
      throws Exception {
    if (cluster == null && scratch != null) {
      makeStateDirectory();
      Configuration config = (Configuration) env.getConfiguration();
      cluster = EmbeddedCluster.start(config, slots, options.webUi(), scratch);
    }
    return cluster;
  }

  /** Flink would make one that everybody may read, with rows in it. */
  private void makeStateDirectory() {
    if (options.stateDir().isPresent()) {
      try {
        Directories.makePrivate(options.stateDir().get());
      } catch (IOException failed) {
        throw new UsageException(
            List.of("--state-dir " + options.stateDir().get() + ": cannot be made: " + failed));
      }
    }
  }

  final RunningJob submit(StreamExecutionEnvironment env) throws Exception {
    EmbeddedCluster started = cluster(env, env.getParallelism());
    return started == null
        ? new RunningJob(env.executeAsync(), place.address(), null)
        : started.submit(env.getStreamGraph(), (Configuration) env.getConfiguration());
  }

  void close() {
    if (cluster != null) {
      cluster.close();
    }
    if (scratch != null) {
      scratch.close();
    }
  }
}
