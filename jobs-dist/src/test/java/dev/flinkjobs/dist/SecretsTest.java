package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.testing.StdStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What mistakes quote of a command line with secrets in it. */
class SecretsTest {

  /** All faults of a line are told together, so a line has many; spellings take turns. */
  @Test
  void noMistakeQuotesASecret() {
    Map<String, String> said = new TreeMap<>();
    Canaries.valueByName()
        .forEach(
            (name, value) -> {
              List<String> spellings =
                  List.of(value, value + " or " + value, '"' + value + '"', "'" + value + ";'");
              String secret = name + "=" + spellings.get(said.size() / 5 % spellings.size());
              String settings = "?a=b&" + secret;
              String user = "://ann:" + value + "@h";
              List.of(
                      mistakes(
                          "kafka://h/t" + settings,
                          "files:out" + settings,
                          "socket://h:1" + settings),
                      mistakes(
                          "kafka" + user + ":1/t" + settings,
                          "{route}" + settings,
                          "kafka://h/t" + settings),
                      mistakes(
                          "jdbc:postgresql://h/d" + settings,
                          "print" + settings,
                          "socket" + user + settings),
                      mistakes(
                          "jdbc:postgresql" + user + "/d?table=t",
                          "ftp" + user + "/x" + settings,
                          "files:none" + settings),
                      mistakes(
                          "jdbc:sqlserver://h;" + secret + ";a=b",
                          "files:out?x='a " + secret + "; b'",
                          "s3" + user + "/x" + settings))
                  .forEach(
                      line -> {
                        line.addAll(
                            List.of(
                                secret,
                                "--" + secret,
                                "-D" + secret,
                                "-Dtaskmanager.numberOfTaskSlots=" + secret,
                                "-Dsecurity.delegation.tokens.renewal.retry.backoff=5" + value));
                        said.put(name + " " + line, run(line));
                      });
            });
    Canaries.assertNoneIn(said);
    assertThat(said).hasSize(1000).allSatisfy((line, text) -> assertThat(text).contains("******"));
  }

  private static List<String> mistakes(String output, String rejected, String input) {
    return new ArrayList<>(
        List.of("parcel-routing", "--output", output, "--rejected=" + rejected, "--input", input));
  }

  private static String run(List<String> args) {
    try (StdStreams std = StdStreams.capture()) {
      Launcher launcher = new Launcher(Catalogue.load(), Map.of(), System.out, System.err);
      assertThat(launcher.run(args)).as(String.join(" ", args)).isEqualTo(ExitCode.USAGE);
      return std.out() + std.err();
    }
  }
}
