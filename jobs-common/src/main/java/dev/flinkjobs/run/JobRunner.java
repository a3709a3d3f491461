package dev.flinkjobs.run;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.ExplainFormat;
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
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job: on the cluster it is submitted to by {@code flink run}, or else on one embedded in
 * this process. It never ends the process, since on a cluster that would be the JobManager: a
 * mistake of the user is a {@link UsageException}, anything later a {@link JobFailedException}.
 */
public final class JobRunner {
  /** Rejected or late rows beyond these would bury the results; they are counted. */
  private static final int PRINTED_ROWS = 20;

  private JobRunner() {}

  /**
   * The whole of a job's {@code main}.
   *
   * @param newOptions the job's options, not yet filled
   * @param wire connects inputs, topology and outputs
   */
  public static <O extends JobOptions> void run(
      String[] args, Supplier<O> newOptions, BiConsumer<Flow, O> wire) {
    O options = newOptions.get();
    Problems problems = new Problems();
    if (CommandLineParser.parse(options, args, System.out, problems)) {
      new Run<>(args, options, wire, problems).run();
    }
    System.out.flush();
  }

  /** One run of one job. */
  private static final class Run<O extends JobOptions> {
    private final String[] args;
    private final O options;
    private final BiConsumer<Flow, O> wire;
    private final Problems problems;
    private final PrintStream err = System.err;

    private Run(String[] args, O options, BiConsumer<Flow, O> wire, Problems problems) {
      this.args = args;
      this.options = options;
      this.wire = wire;
      this.problems = problems;
    }

    private void run() {
      Configuration said = JobConfiguration.fromCommandLine(options, problems);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(said);
      boolean embedded = env instanceof LocalStreamEnvironment;
      // A local environment fills in defaults of its own, which are not the user's word.
      ReadableConfig given = embedded ? said : env.getConfiguration();
      boolean resuming = JobConfiguration.isResuming(env.getConfiguration());
      Input input = input();
      Output output = Outputs.parse("--output", options.output(), options.routes(), problems);
      Output rejected = rejectedOutput();
      Map<String, Output> further = furtherOutputs();
      Map<String, Output> all = new TreeMap<>(further);
      all.put("--output", output);
      if (rejected != null) {
        all.put("--rejected", rejected);
      }
      check(input, all, resuming);
      JobConfiguration.check(given, options.isBatch(), problems);
      checkPlace(input, embedded);
      if (options.isBatch()) {
        checkBatch(input);
      }
      FlinkKeys.unknown(options.flinkConfig().keySet()).forEach(err::println);

      try (TemporaryDirectory scratch = embedded ? TemporaryDirectory.create() : null) {
        // Where there are problems, the topology is built for those that show only there.
        if (problems.isEmpty()) {
          configure(env, given, input, output, scratch);
        }
        Flow flow = new Flow(env, input, output, further, problems);
        wire.accept(flow, options);
        flow.finish(rejected, rejectedLimit());
        problems.throwIfAny();
        if (options.explain().isPresent()) {
          System.out.println(explained(env, flow, options.explain().get()));
        } else if (options.dryRun()) {
          System.out.print(DryRun.describe(options.name(), env));
        } else {
          all.values().forEach(each -> each.prepare(resuming));
          start(env, flow, scratch);
        }
      }
    }

    private Input input() {
      List<String> texts = options.input();
      if (texts.isEmpty()) {
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
          "--input", texts, new CsvDialect(options.delimiter(), options.columns()), problems);
    }

    private void check(Input input, Map<String, Output> outputs, boolean resuming) {
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
    private void checkPlace(Input input, boolean embedded) {
      if (embedded) {
        options.webUi().ifPresent(this::checkPort);
        return;
      }
      if (input.isLocal()) {
        problems.add("--input -: a cluster cannot read the standard input of this process");
      }
      if (options.stateDir().isPresent()) {
        problems.add("--state-dir is for ./jobs; on a cluster use flink stop --savepointPath");
      }
      if (options.webUi().isPresent()) {
        problems.add("--web-ui is for ./jobs; a cluster has its own");
      }
      if (options.heap().isPresent()) {
        problems.add("--heap is for ./jobs; on a cluster set taskmanager.memory.process.size");
      }
    }

    private void checkBatch(Input input) {
      if (!input.isBounded()) {
        problems.add(
            "--input: this input never ends, and batch gives its results at the end; add --mode"
                + " streaming");
      }
      if (options.stateDir().isPresent()) {
        problems.add("--state-dir: batch keeps no state to go on from; add --mode streaming");
      }
    }

    private void checkPort(int port) {
      try (ServerSocket free = new ServerSocket(port)) {
        free.getLocalPort();
      } catch (IOException taken) {
        problems.add("--web-ui " + port + ": the port is taken or not allowed; give another");
      }
    }

    private @Nullable Output rejectedOutput() {
      Output output = outputOfFirst("--rejected", options.rejected());
      return options.onMalformed() == OnMalformed.REJECT ? output : null;
    }

    private Output outputOfFirst(String option, String text) {
      return text.equals("print")
          ? Outputs.console(
              Console.STDERR,
              OptionalLong.of(PRINTED_ROWS),
              "see them all with " + option + " files:DIR")
          : Outputs.parse(option, text, problems);
    }

    private Map<String, Output> furtherOutputs() {
      Map<String, Output> outputs = new TreeMap<>();
      options.late().ifPresent(text -> outputs.put("--late", outputOfFirst("--late", text)));
      options
          .furtherOutputs()
          .forEach(
              (option, text) ->
                  outputs.put(
                      option,
                      text.equals("print")
                          ? Outputs.console(Console.STDERR, OptionalLong.empty(), "")
                          : Outputs.parse(option, text, problems)));
      return outputs;
    }

    private @Nullable RejectedLimit rejectedLimit() {
      return options.onMalformed() == OnMalformed.FAIL
          ? new RejectedLimit.Rows(0)
          : options.maxRejected().orElse(null);
    }

    private void configure(
        StreamExecutionEnvironment env,
        ReadableConfig given,
        Input input,
        Output output,
        @Nullable TemporaryDirectory scratch) {
      Configuration defaults =
          JobConfiguration.defaults(given, options.name(), input.isReplayable());
      if (scratch != null) {
        defaults.addAll(
            JobConfiguration.embeddedDefaults(
                given, options, input.isLocal(), output.isConsole(), scratch.path()));
      }
      env.configure(defaults);
      if (options.isBatch()) {
        env.configure(JobConfiguration.batch());
      }
      env.getConfig().setGlobalJobParameters(Configuration.fromMap(JobParameters.of(options)));
    }

    private static String explained(
        StreamExecutionEnvironment env, Flow flow, ExplainFormat format) {
      String json = env.getExecutionPlan();
      return switch (format) {
        case JSON -> json;
        case MERMAID -> flow.remarks() + ExecutionPlan.parse(json).toMermaid();
        case SVG -> ExecutionPlan.parse(json).toSvg();
      };
    }

    private void start(
        StreamExecutionEnvironment env, Flow flow, @Nullable TemporaryDirectory scratch) {
      try {
        if (scratch != null) {
          Configuration config = (Configuration) env.getConfiguration();
          StreamGraph graph = PipelineExecutorUtils.getStreamGraph(env.getStreamGraph(), config);
          try (EmbeddedJob job = EmbeddedJob.start(graph, config, scratch)) {
            new JobWatch(options, args, job, flow).untilEnd();
          }
        } else if (env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
          new JobWatch(options, args, new ClusterJob(env.executeAsync()), flow).untilEnd();
        } else {
          JobClient client = env.executeAsync();
          err.println(options.name() + " submitted as job " + client.getJobID());
        }
      } catch (UsageException | JobFailedException told) {
        throw told;
      } catch (Exception failed) {
        throw new JobFailedException(ExitCode.FAILED, Failure.message(failed), failed);
      }
    }
  }
}
