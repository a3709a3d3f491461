package dev.flinkjobs.run;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Checkpoints;
import dev.flinkjobs.output.Console;
import dev.flinkjobs.output.Outputs;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a job: on the cluster it is submitted to by {@code flink run}, or else on one embedded in
 * this process.
 */
public final class JobRunner<O extends JobOptions> extends Run<O> {
  private final String[] args;
  private final BiConsumer<Flow, O> topology;
  private String released = "";

  private JobRunner(String[] args, O options, Problems problems, BiConsumer<Flow, O> topology) {
    super(options, problems);
    this.args = args;
    this.topology = topology;
  }

  /**
   * The whole of a job's {@code main}.
   *
   * @param newOptions the job's options, not yet filled
   * @param build connects inputs, topology and outputs
   */
  public static <O extends JobOptions> void run(
      String[] args, Supplier<O> newOptions, BiConsumer<Flow, O> build) {
    O options = newOptions.get();
    parseAndRun(args, options, problems -> new JobRunner<>(args, options, problems, build));
  }

  @Override
  void checkOptions() {
    if (!resuming && !options.acceptChanged().isEmpty()) {
      problems.add(
          "--accept-changed: there is no state to go on from; add " + place.resumeOption("PATH"));
    }
    if (resuming && options.trace().isPresent()) {
      problems.add(
          "--trace: a job that goes on from state does not begin with the first row; leave out "
              + place.resumeOption("PATH"));
    }
  }

  @Override
  void findOutputs() {
    outputs.put(
        "--output", Outputs.parse("--output", options.output(), options.routes(), problems));
    addRowOutputs();
    options.late().ifPresent(text -> addOutputOfFirst("--late", text));
    options
        .furtherOutputs()
        .forEach(
            (option, text) ->
                outputs.put(
                    option,
                    text.equals("print")
                        ? Outputs.console(Console.STDERR, OptionalLong.empty(), "")
                        : Outputs.parse(option, text, problems)));
    Checkpoints checkpoints = JobConfiguration.checkpoints(given);
    outputs.replaceAll((option, each) -> each.committedBy(checkpoints));
  }

  @Override
  boolean printsResults() {
    return output().isConsole();
  }

  @Override
  Map<String, Flow> build() {
    StreamExecutionEnvironment env = environment();
    SavedState saved =
        problems.isEmpty() ? SavedState.read(env.getConfiguration(), place, problems) : null;
    if (saved != null) {
      input = input.behind(saved.input());
    }
    Fingerprint fingerprint = Fingerprint.of(options, input, outputs, env.getConfiguration());
    if (saved != null) {
      saved.compare(fingerprint, problems);
    }
    Flow flow = new Flow(env, options, input, outputs, problems, fingerprint);
    topology.accept(flow, options);
    finish(flow);
    problems.throwIfAny();
    released = saved == null ? "" : saved.release(env, options, problems);
    return Map.of(options.name(), flow);
  }

  @Override
  void start(Map<String, Flow> built) throws Exception {
    tell(released);
    if (place.address().isPresent() && printsResults()) {
      err.println(
          "results are printed by the TaskManagers, on their stdout; --output files:DIR writes"
              + " them to a directory");
    }
    Flow flow = built.values().iterator().next();
    StreamExecutionEnvironment env = flow.environment();
    if (!place.isEmbedded() && !env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
      JobClient client = env.executeAsync();
      err.println(options.name() + " submitted as job " + client.getJobID());
      return;
    }
    int widest = env.getStreamGraph(false).getMaximumParallelism();
    var unused = cluster(env, Math.max(env.getParallelism(), widest));
    JobWatch.run(options, args, flow, () -> submit(env));
  }
}
