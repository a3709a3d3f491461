package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.Directories;
import dev.flinkjobs.options.ExplainFormat;
import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.JobParameters;
import dev.flinkjobs.options.OnMalformed;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.RejectedLimit;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.output.Checkpoints;
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
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.JobClient;
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
   * @param build connects inputs, topology and outputs
   */
  public static <O extends JobOptions> void run(
      String[] args, Supplier<O> newOptions, BiConsumer<Flow, O> build) {
    O options = newOptions.get();
    Problems problems = new Problems();
    if (CommandLineParser.parse(options, args, System.out, problems)) {
      new Run<>(args, options, problems).run(build);
    }
    System.out.flush();
  }

  /** One run of one job. */
  static final class Run<O extends JobOptions> {
    private final String[] args;
    private final O options;
    private final Problems problems;
    private final PrintStream err = System.err;

    Run(String[] args, O options, Problems problems) {
      this.args = args;
      this.options = options;
      this.problems = problems;
    }

    private void run(BiConsumer<Flow, O> build) {
      Place place = new Place(options, problems);
      boolean embedded = place.isEmbedded();
      ReadableConfig given = place.given();
      boolean resuming = JobConfiguration.isResuming(given);
      Input input = input();
      Map<String, Output> outputs = outputs(JobConfiguration.checkpoints(given));
      place.send(outputs.values());
      StreamExecutionEnvironment env = place.environment();
      check(input, outputs, resuming);
      if (!resuming && !options.acceptChanged().isEmpty()) {
        problems.add(
            "--accept-changed: there is no state to go on from; add " + place.resumeOption("PATH"));
      }
      JobConfiguration.check(given, options.isBatch(), problems);
      checkPlace(input, embedded);
      FlinkKeys.unknown(options.flinkConfig().keySet()).forEach(err::println);

      try (TemporaryDirectory scratch = embedded ? TemporaryDirectory.create() : null) {
        // Where there are problems, the topology is built for those that show only there.
        if (problems.isEmpty()) {
          configure(env, given, input, printing(outputs), scratch);
        } else {
          env.configure(JobConfiguration.inPlaceOfRefused());
        }
        SavedState saved =
            problems.isEmpty() ? SavedState.read(env.getConfiguration(), place, problems) : null;
        if (saved != null) {
          input = input.behind(saved.input());
        }
        Fingerprint fingerprint = Fingerprint.of(options, input, outputs, env.getConfiguration());
        if (saved != null) {
          saved.compare(fingerprint, problems);
        }
        Flow flow = new Flow(env, input, outputs, problems, fingerprint);
        build.accept(flow, options);
        flow.finish(outputs.get("--rejected"), rejectedLimit());
        problems.throwIfAny();
        String released = saved == null ? "" : saved.release(env, options, problems);
        problems.throwIfAny();
        input.notices().forEach(err::println);
        if (options.explain().isPresent()) {
          System.out.println(explained(env, flow.comments(), options.explain().get()));
        } else if (options.dryRun()) {
          System.out.print(DryRun.describe(options.name(), env));
        } else {
          Stream.concat(Stream.of(released), outputs.values().stream().map(Output::notice))
              .filter(notice -> !notice.isEmpty())
              .forEach(err::println);
          if (place.address().isPresent() && printing(outputs)) {
            err.println(
                "results are printed by the TaskManagers, on their stdout; --output files:DIR writes"
                    + " them to a directory");
          }
          outputs.values().forEach(each -> each.prepare(resuming));
          start(env, place, flow, scratch);
        }
      }
    }

    private static boolean printing(Map<String, Output> outputs) {
      return Objects.requireNonNull(outputs.get("--output")).isConsole();
    }

    Input input() {
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

    void check(Input input, Map<String, Output> outputs, boolean resuming) {
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
    void checkPlace(Input input, boolean embedded) {
      if (embedded) {
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

    /** By their options. */
    private Map<String, Output> outputs(Checkpoints checkpoints) {
      Map<String, Output> outputs = new TreeMap<>();
      outputs.put(
          "--output", Outputs.parse("--output", options.output(), options.routes(), problems));
      Output rejected = rejectedOutput(options.rejected());
      if (rejected != null) {
        outputs.put("--rejected", rejected);
      }
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
      outputs.replaceAll((option, each) -> each.committedBy(checkpoints));
      return outputs;
    }

    @Nullable Output rejectedOutput(String text) {
      Output output = outputOfFirst("--rejected", text);
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

    @Nullable RejectedLimit rejectedLimit() {
      return options.onMalformed() == OnMalformed.FAIL
          ? new RejectedLimit.Rows(0)
          : options.maxRejected().orElse(null);
    }

    void configure(
        StreamExecutionEnvironment env,
        ReadableConfig given,
        Input input,
        boolean printing,
        @Nullable TemporaryDirectory scratch) {
      Configuration defaults =
          JobConfiguration.defaults(given, options.name(), input.isReplayable());
      if (scratch != null) {
        defaults.addAll(
            JobConfiguration.embeddedDefaults(
                given, options.stateDir(), input.isLocal(), printing, scratch.path()));
      }
      env.configure(defaults);
      if (options.isBatch()) {
        env.configure(JobConfiguration.batch());
      }
      env.getConfig().setGlobalJobParameters(Configuration.fromMap(JobParameters.of(options)));
    }

    static String explained(StreamExecutionEnvironment env, String comments, ExplainFormat format) {
      String json = env.getExecutionPlan();
      return switch (format) {
        case JSON -> json;
        case MERMAID -> comments + ExecutionPlan.parse(json).toMermaid();
        case SVG -> ExecutionPlan.parse(json).toSvg();
      };
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

    private void start(
        StreamExecutionEnvironment env,
        Place place,
        Flow flow,
        @Nullable TemporaryDirectory scratch) {
      try {
        if (scratch != null) {
          makeStateDirectory();
          Configuration config = (Configuration) env.getConfiguration();
          StreamGraph graph = env.getStreamGraph();
          int slots = Math.max(env.getParallelism(), graph.getMaximumParallelism());
          try (EmbeddedCluster cluster =
              EmbeddedCluster.start(config, slots, options.webUi(), scratch)) {
            JobWatch.run(options, args, flow, () -> cluster.submit(graph, config));
          }
        } else if (env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
          JobWatch.run(
              options, args, flow, () -> new ClusterJob(env.executeAsync(), place.address()));
        } else {
          JobClient client = env.executeAsync();
          err.println(options.name() + " submitted as job " + client.getJobID());
        }
      } catch (UsageException | JobFailedException told) {
        throw told;
      } catch (Exception failed) {
        throw Failure.exception("", failed);
      }
    }
  }
}
