package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.ledger.LedgerFunction;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.output.OutputClosedException;
import dev.flinkjobs.run.Summary.Status;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Stays with a job until it ends: shows progress, minds Ctrl-C, and says how it ended. */
final class JobWatch {

  /** How the user called the launcher, as it says. */
  private static final String COMMAND_PROPERTY = "flinkjobs.command";

  private static final long SUBMISSION_SECONDS = 10;

  private final JobOptions options;
  private final String[] args;
  private final RunningJob job;
  private final Flow flow;
  private final long startNanos = System.nanoTime();
  private final PrintStream err = System.err;
  private final Optional<Diagnosis> diagnosis;
  private final Progress progress;

  private JobWatch(JobOptions options, String[] args, RunningJob job, Flow flow) {
    this.options = options;
    this.args = args;
    this.job = job;
    this.flow = flow;
    this.diagnosis = options.diagnosisDelay().map(maxDelay -> new Diagnosis(job, maxDelay, err));
    this.progress =
        new Progress(
            () -> job.ledger().map(ledger -> done(ledger, flow.input().bytes())),
            Terminal.err(),
            Terminal.canShowProgress(flow.isPrinting()) && diagnosis.isEmpty());
  }

  /**
   * Starts a job, and returns when it is finished.
   *
   * @param args of the command line, for the command that resumes the job
   * @param flow what the job reads and writes
   * @param submission starts it
   * @throws JobFailedException when it failed
   * @throws Exception when it did not start
   */
  static void run(
      JobOptions options, String[] args, Flow flow, Callable<? extends RunningJob> submission)
      throws Exception {
    CompletableFuture<JobWatch> begun = new CompletableFuture<>();
    // From now on: a cluster may have the job before it says so.
    Thread interruption =
        new Thread(() -> soon(begun).ifPresent(JobWatch::interrupted), "interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    try {
      begun.complete(new JobWatch(options, args, submission.call(), flow));
    } catch (Throwable failed) {
      begun.completeExceptionally(failed);
      yieldTo(interruption);
      throw failed;
    }
    begun.get().untilEnd(interruption);
  }

  /** What another thread is about to make, while this process ends; empty if it fails to. */
  static <T> Optional<T> soon(Future<T> made) {
    try {
      return Optional.of(made.get(SUBMISSION_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException | ExecutionException | TimeoutException none) {
      return Optional.empty();
    }
  }

  private void untilEnd(Thread interruption) {
    Optional<Exception> failure = await();
    yieldTo(interruption);
    endNews();
    if (failure.isEmpty()) {
      Optional<String> verdict =
          job.ledger()
              .filter(ledger -> flow.isBounded()) // Else somebody else has stopped it.
              .flatMap(ledger -> NothingAccepted.verdict(ledger, options));
      Optional<String> unwritten = conclude(verdict.isPresent() ? Status.FAILED : Status.FINISHED);
      List<Optional<String>> faults = new ArrayList<>(List.of(unwritten, verdict));
      if (verdict.isEmpty() && hasEnded()) {
        faults.addAll(flow.atEnd(job, ShellWords.join(command())));
      }
      throwIfAny(faults);
    } else if (Failure.find(failure.get(), OutputClosedException.class).isPresent()) {
      // Who closed the pipe has all they want, but a file may hold the summary of another run.
      summary(Status.CANCELLED).writeTo(options.summaryJson()).ifPresent(err::println);
    } else {
      concludeAnyhow(Status.FAILED);
      throw Failure.exception(failure.get(), explained(failure.get()));
    }
  }

  /** Whether all input was read: a job that somebody has stopped is finished too. */
  private boolean hasEnded() {
    return job.accumulator(LedgerFunction.ENDED).map(Integer.class::cast).orElse(0) > 0;
  }

  private String explained(Exception failure) {
    return Failure.known(failure)
        .or(() -> flow.explain(failure))
        .orElseGet(() -> Failure.message(failure));
  }

  /** Throws what is wrong with a job that has ended by itself. */
  private static void throwIfAny(List<Optional<String>> faults) {
    String message = faults.stream().flatMap(Optional::stream).collect(Collectors.joining("\n"));
    if (!message.isEmpty()) {
      throw new JobFailedException(ExitCode.FAILED, message, null);
    }
  }

  /** Once the process is ending by a signal, this thread has nothing more to say. */
  static void yieldTo(Thread interruption) {
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException ending) {
      while (true) {
        LockSupport.park();
      }
    }
  }

  private Optional<Exception> await() {
    try {
      job.await();
      return Optional.empty();
    } catch (Exception failed) {
      return Optional.of(failed);
    }
  }

  /** Ends what is said while the job runs, before anybody says how it ended. */
  private void endNews() {
    diagnosis.ifPresent(Diagnosis::close);
    progress.close();
  }

  /**
   * How far a job is.
   *
   * @param inputBytes how much there is to read, if that is known
   */
  static Progress.Done done(Ledger ledger, OptionalLong inputBytes) {
    OptionalDouble share =
        inputBytes.orElse(0) > 0
            ? OptionalDouble.of((double) ledger.bytes() / inputBytes.getAsLong())
            : OptionalDouble.empty();
    return new Progress.Done(ledger.read(), ledger.bytes(), share);
  }

  private void concludeAnyhow(Status status) {
    conclude(status).ifPresent(err::println);
  }

  /** Prints the summary and writes it; gives what kept it from being written. */
  private Optional<String> conclude(Status status) {
    return summary(status).tell(flow.reads(), options.summaryJson());
  }

  private Summary summary(Status status) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return new Summary(options.name(), status, job.ledger(), flow.outputs(), elapsed);
  }

  /**
   * Ctrl-C: ends a job in order, with a savepoint where the user wants to go on later. One that
   * {@code flink run} has submitted goes on without its client, as it has it.
   */
  private void interrupted() {
    endNews();
    err.println();
    try (job) {
      end();
    }
  }

  private void end() {
    if (!job.endsWithThisProcess()) {
      leave();
    } else if (options.stateDir().isPresent() && !MemoryGuard.hasAlarmed()) {
      stopWithSavepoint(options.stateDir().get());
    } else if (job.cancel()) {
      concludeAnyhow(MemoryGuard.hasAlarmed() ? Status.FAILED : Status.CANCELLED);
    } else {
      leave();
    }
  }

  private void leave() {
    concludeAnyhow(Status.RUNNING);
    err.println("the job goes on; to end it: " + job.endCommand());
  }

  private void stopWithSavepoint(Path directory) {
    try {
      String savepoint = job.stopWithSavepoint(directory);
      concludeAnyhow(Status.STOPPED);
      String command = resumeCommand(savepoint);
      boolean isMasked = command.contains(Secrets.MASK);
      err.println(
          "to go on from here"
              + (isMasked ? " (with the secrets in the place of " + Secrets.MASK + ")" : "")
              + ":\n  "
              + command);
    } catch (Exception failed) {
      job.cancel();
      concludeAnyhow(Status.CANCELLED);
      err.println("no savepoint could be made: " + explained(failed));
    }
  }

  private String resumeCommand(String savepoint) {
    List<String> words = command();
    words.add(JobConfiguration.resumeArgument(savepoint));
    return ShellWords.join(words);
  }

  /** That of this run, but for the state that it went on from. */
  private List<String> command() {
    List<String> words = new ArrayList<>(List.of(System.getProperty(COMMAND_PROPERTY, "./jobs")));
    words.addAll(List.of(options.name().split(" ", -1)));
    Arrays.stream(args)
        .filter(arg -> !arg.startsWith(JobConfiguration.resumeArgumentPrefix()))
        .map(Secrets::argument)
        .forEach(words::add);
    return words;
  }
}
