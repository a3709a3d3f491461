package dev.flinkjobs.run;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.ledger.Ledger;
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
import dev.flinkjobs.output.OutputClosedException;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.plan.ExecutionPlan;
import dev.flinkjobs.run.Summary.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
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
  /** Rejected rows beyond these would bury the results; they are counted. */
  private static final int PRINTED_REJECTED_ROWS = 20;

  /** How the user called the launcher, as it says. */
  private static final String COMMAND_PROPERTY = "flinkjobs.command";

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
    try {
      if (!CommandLineParser.parse(options, args, System.out)) {
        System.out.flush();
        return;
      }
    } catch (UsageException mistakes) {
      mistakes.messages().forEach(problems::add);
    }
    new Run<>(args, options, wire, problems).run();
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
      Input input = input();
      Output output = Outputs.parse("--output", options.output(), problems);
      Output rejected = rejectedOutput();
      checkApart(output, rejected);
      problems.throwIfAny();

      Configuration given = JobConfiguration.fromCommandLine(options);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(given);
      boolean embedded = env instanceof LocalStreamEnvironment;
      Path scratch = scratchDirectory(embedded);
      try {
        configure(env, given, input, output, embedded, scratch);
        Flow flow =
            new Flow(
                env, input, output, problems, JobConfiguration.isResuming(env.getConfiguration()));
        wire.accept(flow, options);
        flow.finish(rejected, rejectedLimit());
        problems.throwIfAny();
        if (options.explain().isPresent()) {
          System.out.println(explained(env, options.explain().get()));
        } else if (options.dryRun()) {
          System.out.print(DryRun.describe(options.name(), env));
        } else {
          flow.prepareOutputs();
          start(env, input, output, embedded);
        }
        System.out.flush();
      } finally {
        if (scratch != null) {
          TemporaryDirectory.delete(scratch);
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

    private void checkApart(Output output, @Nullable Output rejected) {
      if (rejected != null) {
        Outputs.checkApart(Map.of("--output", output, "--rejected", rejected), problems);
      }
    }

    private @Nullable Output rejectedOutput() {
      if (options.onMalformed() != OnMalformed.REJECT) {
        return null;
      }
      return options.rejected().equals("print")
          ? Outputs.console(
              Console.STDERR,
              OptionalLong.of(PRINTED_REJECTED_ROWS),
              "see them all with --rejected files:DIR")
          : Outputs.parse("--rejected", options.rejected(), problems);
    }

    private @Nullable RejectedLimit rejectedLimit() {
      return options.onMalformed() == OnMalformed.FAIL
          ? new RejectedLimit.Rows(0)
          : options.maxRejected().orElse(null);
    }

    /** Where an embedded job without {@code --state-dir} keeps its checkpoints while it runs. */
    private @Nullable Path scratchDirectory(boolean embedded) {
      return embedded && options.stateDir().isEmpty() ? TemporaryDirectory.create() : null;
    }

    private void configure(
        StreamExecutionEnvironment env,
        Configuration given,
        Input input,
        Output output,
        boolean embedded,
        @Nullable Path scratch) {
      JobConfiguration.check(env.getConfiguration(), problems);
      FlinkKeys.unknown(options.flinkConfig().keySet()).forEach(err::println);
      if (!embedded && input.isLocal()) {
        problems.add("--input -: a cluster cannot read the standard input of this process");
      }
      if (!embedded && options.stateDir().isPresent()) {
        problems.add("--state-dir is for the embedded cluster; use flink stop --savepointPath");
      }
      Configuration defaults =
          JobConfiguration.defaults(env.getConfiguration(), input.isReplayable());
      if (embedded) {
        Path checkpoints = scratch != null ? scratch : options.stateDir().orElseThrow();
        defaults.addAll(
            JobConfiguration.embeddedDefaults(options, output.isConsole(), checkpoints));
      }
      defaults.set(PipelineOptions.NAME, options.name());
      // A local environment fills in defaults of its own, which are not the user's word.
      Set<String> decided = (embedded ? given : env.getConfiguration()).toMap().keySet();
      decided.forEach(defaults::removeKey);
      env.configure(defaults);
      env.getConfig().setGlobalJobParameters(Configuration.fromMap(JobParameters.of(options)));
    }

    private static String explained(StreamExecutionEnvironment env, ExplainFormat format) {
      String json = env.getExecutionPlan();
      return switch (format) {
        case JSON -> json;
        case MERMAID -> ExecutionPlan.parse(json).toMermaid();
        case SVG -> ExecutionPlan.parse(json).toSvg();
      };
    }

    private void start(
        StreamExecutionEnvironment env, Input input, Output output, boolean embedded) {
      try {
        if (embedded) {
          Configuration config = (Configuration) env.getConfiguration();
          StreamGraph graph = PipelineExecutorUtils.getStreamGraph(env.getStreamGraph(), config);
          try (EmbeddedJob job = EmbeddedJob.start(graph, config)) {
            attend(job, input, output, true);
          }
        } else if (env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
          attend(new ClusterJob(env.executeAsync()), input, output, false);
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

    /** Stays with the job until it ends, and says how it ended. */
    private void attend(RunningJob job, Input input, Output output, boolean embedded) {
      long startNanos = System.nanoTime();
      Interruption interruption = new Interruption(job, startNanos, embedded);
      Runtime.getRuntime().addShutdownHook(interruption);
      Optional<Exception> failure = await(job, input, output);
      interruption.yieldToShutdown();
      Runtime.getRuntime().removeShutdownHook(interruption);
      if (failure.isEmpty()) {
        conclude(Status.FINISHED, job, startNanos);
      } else if (Failure.find(failure.get(), OutputClosedException.class).isEmpty()) {
        conclude(Status.FAILED, job, startNanos);
        throw new JobFailedException(
            ExitCode.FAILED, Failure.message(failure.get()), failure.get());
      }
    }

    private Optional<Exception> await(RunningJob job, Input input, Output output) {
      OptionalLong bytes = input.bytes();
      Progress progress =
          new Progress(
              () -> job.ledger().map(ledger -> done(ledger, bytes)),
              err,
              Terminal.canShowProgress(output.isConsole()));
      try {
        job.await();
        return Optional.empty();
      } catch (Exception failed) {
        return Optional.of(failed);
      } finally {
        progress.close();
      }
    }

    private static Progress.Done done(Ledger ledger, OptionalLong bytes) {
      OptionalDouble share =
          bytes.orElse(0) > 0
              ? OptionalDouble.of((double) ledger.bytes() / bytes.getAsLong())
              : OptionalDouble.empty();
      return new Progress.Done(ledger.read(), ledger.bytes(), share);
    }

    private void conclude(Status status, RunningJob job, long startNanos) {
      System.out.flush();
      Summary summary =
          new Summary(
              options.name(),
              status,
              job.ledger().orElseGet(Ledger::new),
              Duration.ofNanos(System.nanoTime() - startNanos));
      err.print(summary.table());
      err.flush();
      options
          .summaryJson()
          .ifPresent(
              file -> {
                try {
                  Files.writeString(file, summary.json());
                } catch (IOException unwritable) {
                  err.println("--summary-json " + file + ": cannot be written: " + unwritable);
                }
              });
    }

    /** Ctrl-C: ends the job in order, with a savepoint where the user wants to go on later. */
    private final class Interruption extends Thread {
      private final RunningJob job;
      private final long startNanos;
      private final boolean embedded;
      private volatile boolean begun;

      private Interruption(RunningJob job, long startNanos, boolean embedded) {
        super("interruption");
        this.job = job;
        this.startNanos = startNanos;
        this.embedded = embedded;
      }

      @Override
      public void run() {
        begun = true;
        err.println();
        Optional<Path> stateDir = options.stateDir();
        if (stateDir.isEmpty() || !embedded) {
          // A job on a cluster of its own goes on without its client, as flink run has it.
          if (embedded) {
            job.cancel();
          }
          conclude(Status.CANCELLED, job, startNanos);
          return;
        }
        try {
          String savepoint = job.stopWithSavepoint(stateDir.get());
          conclude(Status.STOPPED, job, startNanos);
          err.println("to go on from here:\n  " + resumeCommand(savepoint));
        } catch (Exception failed) {
          job.cancel();
          conclude(Status.CANCELLED, job, startNanos);
          err.println("no savepoint could be made: " + Failure.message(failed));
        }
      }

      /** Lets the process end by the signal it got, with nothing more said by this thread. */
      void yieldToShutdown() {
        while (begun) {
          LockSupport.park();
        }
      }
    }

    private String resumeCommand(String savepoint) {
      List<String> words = new ArrayList<>(List.of(System.getProperty(COMMAND_PROPERTY, "./jobs")));
      words.addAll(List.of(options.name().split(" ")));
      Arrays.stream(args)
          .filter(arg -> !arg.startsWith(JobConfiguration.resumeArgumentPrefix()))
          .forEach(words::add);
      words.add(JobConfiguration.resumeArgument(savepoint));
      return ShellWords.join(words);
    }
  }
}
