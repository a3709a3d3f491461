package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ClosedClusterTest {
  /** What listened in this process while a task ran. */
  private static final List<Listener> SEEN = new CopyOnWriteArrayList<>();

  private static ClosedCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = start(1, OptionalInt.empty(), Map.of());
  }

  @AfterAll
  static void closeCluster() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void aPlainProgramRunsOnItToItsEnd() throws Exception {
    JobExecutionResult result = plainly(env -> sink(env.fromData(1, 2), env).execute("plain"));

    assertThat(result.isJobExecutionResult()).isTrue();
    assertThat(cluster.getJobStatus(result.getJobID()).get()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void aPlainProgramCollectsItsResults() throws Exception {
    List<Long> collected =
        plainly(env -> env.fromData(1L, 2L).map(new Look()).executeAndCollect(10));

    assertThat(collected).containsExactly(1L, 2L);
    assertThat(SEEN).isNotEmpty().allMatch(Listener::isLoopback);
  }

  @Test
  void aPlainProgramPrints() throws Exception {
    try (StdStreams std = StdStreams.capture()) {
      plainly(
          env -> {
            env.setParallelism(1).fromData("ein", "zwei").print();
            return env.execute();
          });
      assertThat(std.out()).isEqualTo("ein\nzwei\n");
    }
  }

  @Test
  void aPlainProgramWatchesAndCancelsItsJob() throws Exception {
    JobClient client =
        plainly(
            env -> sink(env.fromSequence(1, Long.MAX_VALUE).map(new Look()), env).executeAsync());
    client.cancel().get();

    assertThatThrownBy(client.getJobExecutionResult()::get)
        .hasRootCauseInstanceOf(JobCancellationException.class);
  }

  @Test
  void aPlainProgramHearsWhyItsJobFailed() {
    assertThatThrownBy(
            () -> plainly(env -> sink(env.fromData("1", "x").map(new Parse()), env).execute()))
        .hasRootCauseMessage("For input string: \"x\"");
  }

  @Test
  void aPlainProgramCannotOpenAClusterOfItsOwn() {
    assertThatThrownBy(() -> plainly(env -> StreamExecutionEnvironment.createLocalEnvironment()))
        .hasMessageContaining("cannot be used when submitting a program through a client");
  }

  @Test
  void whatClosesTheContextGivesOthersTheirOwnEnvironmentsBack() throws Exception {
    StreamExecutionEnvironment meanwhile = plainly(env -> env);

    assertThat(meanwhile).isNotInstanceOf(LocalStreamEnvironment.class);
    assertThat(StreamExecutionEnvironment.getExecutionEnvironment())
        .isInstanceOf(LocalStreamEnvironment.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itListensOnLoopbackAloneAndKnowsNoHttp() throws Exception {
    plainly(env -> sink(env.fromData(1L).map(new Look()), env).execute());

    assertThat(SEEN)
        .isNotEmpty() // The blob server's.
        .allMatch(Listener::isLoopback)
        .noneMatch(Listener::speaksHttp);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whateverTheConfigurationSaysNothingListensElsewhere() throws Exception {
    Map<String, String> open =
        Map.of(
            "rest.bind-address", "0.0.0.0",
            "rest.bind-port", String.valueOf(ChildProcess.freePort()),
            "rest.address", "0.0.0.0",
            "web.submit.enable", "true",
            "web.access-control-allow-origin", "*",
            "jobmanager.bind-host", "0.0.0.0",
            "taskmanager.bind-host", "0.0.0.0",
            "taskmanager.host", "0.0.0.0",
            "metrics.internal.query-service.port", String.valueOf(ChildProcess.freePort()),
            "queryable-state.enable", "true");
    try (ClosedCluster told = start(2, OptionalInt.empty(), open)) {
      runOn(told, env -> env.setParallelism(2).fromData(1L).map(new Look()).executeAndCollect(1));
    }
    assertThat(SEEN).isNotEmpty().allMatch(Listener::isLoopback);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whenItIsClosedNothingOfItListens() throws Exception {
    List<Listener> before = Listener.ofThisProcess();

    start(2, OptionalInt.of(ChildProcess.freePort()), Map.of()).close();

    assertThat(Listener.ofThisProcess()).isEqualTo(before);
  }

  @Test
  void thereIsNoWebUiWhereTheServicesOfItsJarAreLost() {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutServices(loader));
    try {
      assertThatThrownBy(() -> start(1, OptionalInt.of(ChildProcess.freePort()), Map.of()).close())
          .rootCause()
          .hasMessageContaining("LoopbackGuard is missing from META-INF/services/org.apache.flink");
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  private static ClosedCluster start(int taskManagers, OptionalInt webUi, Map<String, String> given)
      throws Exception {
    return ClosedCluster.start(Configuration.fromMap(given), taskManagers, 2, webUi);
  }

  /** Something that knows nothing of where it runs. */
  private interface Program<T> {
    T run(StreamExecutionEnvironment env) throws Exception;
  }

  private static <T> T plainly(Program<T> program) throws Exception {
    return runOn(cluster, program);
  }

  @SuppressWarnings("try") // The context is there while it is open.
  private static <T> T runOn(ClosedCluster cluster, Program<T> program) throws Exception {
    try (ClosedContext context = new ClosedContext(cluster, new Configuration())) {
      return program.run(StreamExecutionEnvironment.getExecutionEnvironment());
    }
  }

  private static <T> StreamExecutionEnvironment sink(
      DataStream<T> rows, StreamExecutionEnvironment env) {
    rows.sinkTo(new DiscardingSink<>());
    return env;
  }

  /** Looks around where a task runs. */
  private static final class Look implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long row) throws IOException {
      if (SEEN.isEmpty() && OS.LINUX.isCurrentOs()) {
        SEEN.addAll(Listener.ofThisProcess());
      }
      return row;
    }
  }

  private static final class Parse implements MapFunction<String, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer map(String text) {
      return Integer.valueOf(text);
    }
  }

  /** What a jar is that was packed without joining the files of services. */
  private static final class WithoutServices extends ClassLoader {
    WithoutServices(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.startsWith("META-INF/services/") && name.endsWith("InboundChannelHandlerFactory")
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }
}
