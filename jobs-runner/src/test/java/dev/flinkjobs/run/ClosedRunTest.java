package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.testing.ChildProcess;
import dev.flinkjobs.testing.Listener;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What listens in this process while a job runs here. */
@EnabledOnOs(OS.LINUX)
class ClosedRunTest {
  private static final List<Listener> SEEN = new CopyOnWriteArrayList<>();
  private static final List<Listener> SEEN_TO_SPEAK_HTTP = new CopyOnWriteArrayList<>();

  @TempDir Path directory;

  @BeforeEach
  void forget() {
    SEEN.clear();
    SEEN_TO_SPEAK_HTTP.clear();
  }

  @Test
  void aJobListensOnLoopbackAloneAndKnowsNoHttp() throws IOException {
    assertThat(run()).doesNotContain("web UI");

    assertThat(SEEN).isNotEmpty().allMatch(Listener::isLoopback);
    assertThat(SEEN_TO_SPEAK_HTTP).isEmpty();
  }

  @Test
  void theWebUiIsOnLoopbackAloneAndItsAddressIsPrinted() throws IOException {
    int port = ChildProcess.freePort();

    assertThat(run("--web-ui", String.valueOf(port)))
        .contains("web UI: http://127.0.0.1:" + port + "\n");

    assertThat(SEEN).allMatch(Listener::isLoopback);
    assertThat(SEEN_TO_SPEAK_HTTP).containsExactly(Listener.onLoopback(port));
  }

  @Test
  void aPortThatIsTakenOnAnotherAddressIsFree() throws IOException {
    try (Socket other = new Socket()) {
      other.bind(new InetSocketAddress("127.0.0.2", 0));
      String port = String.valueOf(other.getLocalPort());
      assertThat(run("--web-ui", port)).contains("http://127.0.0.1:" + port);
    }
  }

  @Test
  void everySettingThatWouldOpenItIsNamed() {
    assertThatThrownBy(
            () ->
                run(
                    "--web-ui",
                    String.valueOf(ChildProcess.freePort()),
                    "-Drest.bind-address=0.0.0.0",
                    "-Dweb.submit.enable=true"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("-Drest.bind-address: ", "-Dweb.submit.enable: ");
    assertThat(SEEN).isEmpty();
  }

  /** Gives what it said. */
  private String run(String... options) throws IOException {
    Path input = Files.writeString(directory.resolve("in.csv"), "1,Ada\n");
    try (StdStreams std = StdStreams.capture()) {
      CopyJob.run(
          new LookAround(),
          Stream.concat(Stream.of("--input", input.toString()), Stream.of(options))
              .toArray(String[]::new));
      assertThat(std.out()).isEqualTo("Ada\n");
      return std.err();
    }
  }

  /** Decodes where the job runs. */
  private static final class LookAround extends CopyJob.Name {
    private static final long serialVersionUID = 1L;

    @Override
    public String decode(Fields row) throws BadValue {
      try {
        SEEN.addAll(Listener.ofThisProcess());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      SEEN.stream().filter(Listener::speaksHttp).forEach(SEEN_TO_SPEAK_HTTP::add);
      return super.decode(row);
    }
  }
}
