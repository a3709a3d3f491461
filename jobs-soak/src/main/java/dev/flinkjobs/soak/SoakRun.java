package dev.flinkjobs.soak;

import static org.awaitility.Awaitility.await;

import dev.flinkjobs.soak.Findings.Fault;
import dev.flinkjobs.testing.BrokerProcess;
import dev.flinkjobs.testing.ChildProcess;
import dev.flinkjobs.testing.StandaloneCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;

/** One run: all processes, the records, the kills, and the account at the end. */
final class SoakRun {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final int TASK_MANAGERS = 2;
  private static final int PARALLELISM = 2;
  private static final int MAX_PARALLELISM = 3;

  /** Between two steps the records come within so many seconds, and half of them before a kill. */
  private static final int SECONDS_PER_STEP = 4;

  private final SoakOptions options;
  private final List<Workload> workloads;
  private final Path work;
  private final PrintStream out;
  private final Recoveries recoveries = new Recoveries();
  private final Findings findings = new Findings();
  private final long started = System.nanoTime();

  /**
   * @param work an empty directory
   */
  SoakRun(SoakOptions options, Path work, PrintStream out) {
    this.options = options;
    this.workloads = options.workloads();
    this.work = work;
    this.out = out;
  }

  /**
   * Runs it and prints what came of it.
   *
   * @return what is wrong
   */
  Findings run() throws Exception {
    Plan plan = Plan.of(options.seed(), options.kills(), options.kinds(), options.records());
    try (BrokerProcess broker = BrokerProcess.start(made("kafka"));
        PostgresProcess postgres = PostgresProcess.start(made("postgres"));
        ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(options.flinkLib(), made("zookeeper"));
        Topics topics = new Topics(broker.servers());
        StandaloneCluster cluster =
            StandaloneCluster.start(
                options.flinkLib(),
                made("flink"),
                TASK_MANAGERS,
                workloads.size() * MAX_PARALLELISM,
                configuration(zooKeeper.quorum()))) {
      Places places = new Places(topics, postgres, work);
      topics.create(topicNames(), Workload.PARTITIONS);
      List<RunningJob> jobs = new ArrayList<>();
      for (Workload workload : workloads) {
        RunningJob job = new RunningJob(workload, places, options.jobJars(), cluster);
        jobs.add(job);
      }
      Killing killing = new Killing(plan, broker, postgres, zooKeeper, cluster, jobs);
      Instant submitted = Instant.now();
      inParallel(jobs, job -> job.submit(PARALLELISM));
      killing.awaitCheckpoints(submitted);
      say("%4d s  all is up, and the jobs run", seconds());
      killing.run();
      awaitAllRead(jobs);
      inParallel(jobs, job -> job.stop(true));
      say("%4d s  %,d records read", seconds(), options.records());
      account(jobs, places);
    }
    recoveries.lines().forEach(out::println);
    say("%4d s  %s", seconds(), findings);
    return findings;
  }

  /** What is done to a job. */
  private interface Act {
    void on(RunningJob job) throws IOException, InterruptedException;
  }

  /** The client of Flink is a JVM that starts, and there is one for each job. */
  private static void inParallel(List<RunningJob> jobs, Act act) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Future<?>> acts = new ArrayList<>();
      for (RunningJob job : jobs) {
        acts.add(
            threads.submit(
                () -> {
                  act.on(job);
                  return null;
                }));
      }
      for (Future<?> each : acts) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(work.resolve(name));
  }

  private List<String> topicNames() {
    List<String> names = new ArrayList<>();
    for (Workload workload : workloads) {
      names.add(workload.input());
      names.addAll(workload.topics());
    }
    return names;
  }

  private Map<String, String> configuration(String quorum) {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("taskmanager.memory.task.heap.size", "768m");
    configuration.put("taskmanager.load-balance.mode", "SLOTS");
    configuration.put("high-availability.type", "zookeeper");
    configuration.put("high-availability.zookeeper.quorum", quorum);
    configuration.put("high-availability.zookeeper.client.session-timeout", "4s");
    configuration.put("high-availability.storageDir", work.resolve("ha").toUri().toString());
    configuration.put("execution.checkpointing.interval", "1s");
    configuration.put("execution.checkpointing.timeout", "1min");
    configuration.put("execution.checkpointing.num-retained", "2");
    // There are more failures here than a job has to live through elsewhere.
    configuration.put("restart-strategy.type", "fixed-delay");
    configuration.put("restart-strategy.fixed-delay.attempts", "1000000");
    configuration.put("restart-strategy.fixed-delay.delay", "500ms");
    return configuration;
  }

  private void awaitAllRead(List<RunningJob> jobs) {
    for (RunningJob job : jobs) {
      long fed = 0;
      for (long share : shares(job.workload())) {
        fed += share;
      }
      long all = fed;
      await(job.workload().job() + " to read all of " + all)
          .atMost(TIMEOUT)
          .pollInterval(POLL_INTERVAL)
          .until(
              () -> {
                job.mustRun();
                return job.read() >= all;
              });
    }
  }

  private long[] shares(Workload workload) {
    return Feed.shares(workloads, workload, options.records());
  }

  private void account(List<RunningJob> jobs, Places places) throws Exception {
    List<String> outputs = new ArrayList<>();
    long allAborted = 0;
    for (RunningJob job : jobs) {
      Workload workload = job.workload();
      outputs.addAll(workload.topics());
      long[] fed = shares(workload);
      checkInput(workload, fed, places.topics());
      long results = workload.check(places, fed, findings);
      long aborted = workload.aborted(places);
      workload.checkLedger(job.ledger(), fed, findings);
      say(
          "  %-20s %,10d results, %,8d more %s",
          workload.job(), results, aborted, workload.abortedAs());
      allAborted += aborted;
    }
    if (allAborted == 0) {
      findings.add(Fault.WRONG, "nothing was aborted, so the kills put nothing to the test");
    }
    places.topics().checkNoneOpen(outputs, findings);
  }

  private void checkInput(Workload workload, long[] fed, Topics topics) throws Exception {
    Map<Integer, Long> ends = topics.ends(workload.input());
    for (int partition = 0; partition < fed.length; partition++) {
      long end = ends.getOrDefault(partition, 0L);
      if (end != fed[partition]) {
        throw new IllegalStateException(
            workload.input()
                + "-"
                + partition
                + " has "
                + end
                + " records and not "
                + fed[partition]
                + ": the input is not what was meant, and proves nothing");
      }
    }
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - started).toSeconds();
  }

  private void say(String format, Object... args) {
    out.println(String.format(Locale.ROOT, format, args));
  }

  /** Goes through the plan while records come. */
  private final class Killing {
    private final Plan plan;
    private final BrokerProcess broker;
    private final PostgresProcess postgres;
    private final ZooKeeperProcess zooKeeper;
    private final StandaloneCluster cluster;
    private final List<RunningJob> jobs;

    Killing(
        Plan plan,
        BrokerProcess broker,
        PostgresProcess postgres,
        ZooKeeperProcess zooKeeper,
        StandaloneCluster cluster,
        List<RunningJob> jobs) {
      this.plan = plan;
      this.broker = broker;
      this.postgres = postgres;
      this.zooKeeper = zooKeeper;
      this.cluster = cluster;
      this.jobs = jobs;
    }

    void run() throws Exception {
      long perStep = options.records() / plan.steps().size() + 1;
      long perSecond = perStep / SECONDS_PER_STEP + 1;
      try (Feed feed = Feed.start(broker.servers(), workloads, options.records(), perSecond)) {
        int n = 0;
        for (Plan.Step step : plan.steps()) {
          n++;
          feed.allow(n * perStep);
          feed.awaitFed(step.position());
          Instant began = Instant.now();
          Optional<ChildProcess> frozen = act(step);
          awaitCheckpoints(began);
          Duration took = Duration.between(began, Instant.now());
          String name = step.kill().map(Kill::toString).orElse("rescale");
          recoveries.add(name, took);
          say(
              "%4d s  %d/%d at %,d records: %s, recovered in %.1f s",
              seconds(), n, plan.steps().size(), step.position(), name, took.toMillis() / 1000.0);
          if (frozen.isPresent()) {
            frozen.get().resume();
          }
        }
        feed.allow(options.records());
        feed.awaitFed(options.records());
        feed.awaitWritten();
      }
    }

    /** Gives the process that stands still, if one does. */
    private Optional<ChildProcess> act(Plan.Step step) throws Exception {
      if (step.kill().isEmpty()) {
        rescale(step.chance());
        return Optional.empty();
      }
      switch (step.kill().get()) {
        case TASKMANAGER -> {
          cluster.killTaskManager(victim(step.chance()));
          replaceTheDead();
        }
        case JOBMANAGER -> {
          cluster.killJobManager();
          cluster.startJobManager();
        }
        case BROKER -> broker.replace();
        case POSTGRES -> postgres.replace();
        case FREEZE -> {
          int victim = victim(step.chance());
          ChildProcess frozen = cluster.taskManager(victim);
          frozen.freeze();
          cluster.awaitLost(victim);
          return Optional.of(frozen);
        }
        case CLUSTER -> replaceCluster();
      }
      return Optional.empty();
    }

    private int victim(int chance) {
      List<Integer> known =
          await("a TaskManager that the JobManager knows")
              .atMost(TIMEOUT)
              .pollInterval(POLL_INTERVAL)
              .until(cluster::knownTaskManagers, all -> !all.isEmpty());
      return known.get(chance % known.size());
    }

    private void rescale(int chance) throws Exception {
      RunningJob job = jobs.get(chance % jobs.size());
      String savepoint = job.stop(false);
      job.submit(job.parallelism() % MAX_PARALLELISM + 1, savepoint);
    }

    private void replaceCluster() throws Exception {
      cluster.killJobManager();
      for (int live : cluster.liveTaskManagers()) {
        cluster.killTaskManager(live);
      }
      zooKeeper.replace();
      List<String> checkpoints = new ArrayList<>();
      for (RunningJob job : jobs) {
        checkpoints.add(job.retainedCheckpoint());
      }
      cluster.startJobManager();
      for (int i = 0; i < TASK_MANAGERS; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitTaskManagers(TASK_MANAGERS);
      inParallel(jobs, job -> job.submit(job.parallelism(), checkpoints.get(jobs.indexOf(job))));
    }

    private void awaitCheckpoints(Instant since) throws Exception {
      try {
        for (RunningJob job : jobs) {
          await("a checkpoint of " + job.workload().job())
              .atMost(TIMEOUT)
              .pollInterval(POLL_INTERVAL)
              .until(
                  () -> {
                    replaceTheDead();
                    job.mustRun();
                    return job.hasCheckpointSince(since);
                  });
        }
      } catch (ConditionTimeoutException stuck) {
        for (int live : cluster.liveTaskManagers()) {
          cluster.taskManager(live).dumpThreads();
        }
        throw stuck;
      }
    }

    /** A TaskManager that wakes up and finds its producers fenced ends itself, as Flink has it. */
    private void replaceTheDead() throws IOException {
      for (int live = cluster.liveTaskManagers().size(); live < TASK_MANAGERS; live++) {
        cluster.startTaskManager();
      }
    }
  }
}
