package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.testing.StdStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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
              UnaryOperator<String> secrets =
                  word -> name + "=" + spelled(said.size() / 5, value + " " + word + " " + value);
              String secret = secrets.apply("or");
              // No text is a part of another, which would be masked with it.
              String settings = "?a=b&" + secret;
              String user = "://ann:" + value + "@h";
              List.of(
                      mistakes(
                          "kafka://h/t" + settings,
                          "files:out" + settings,
                          "socket://h:1" + settings),
                      mistakes(
                          "{route}" + user + ":1/t?" + secret,
                          "kafka" + user + ":1/t" + settings,
                          "none.csv,ftp://h/t?" + secret),
                      mistakes(
                          "jdbc:postgresql://h/d" + settings,
                          "print" + settings,
                          "socket" + user + settings),
                      mistakes(
                          "jdbc:postgresql" + user + "/d?table=t",
                          "ftp" + user + "/x" + settings,
                          "files:none,kafka://h/t?" + secret),
                      mistakes(
                          "jdbc:sqlserver://h;" + secret + ";a=b",
                          "files:out?x='a " + secret + "; b'",
                          "s3" + user + "/x" + settings))
                  .forEach(
                      line -> {
                        line.addAll(
                            List.of(
                                secrets.apply("and"),
                                "--" + secrets.apply("nor"),
                                "-D" + secrets.apply("but"),
                                "-Dtaskmanager.numberOfTaskSlots=" + secrets.apply("yet"),
                                "-Dsecurity.delegation.tokens.renewal.retry.backoff=5" + value));
                        said.put(name + " " + line, run(line));
                      });
            });
    Canaries.assertNoneIn(said);
    assertThat(said).hasSize(1000).allSatisfy((line, text) -> assertThat(text).contains("******"));
  }

  private static String spelled(int number, String value) {
    return List.of(value, '"' + value + '"', "'" + value + ";'", value + "&").get(number % 4);
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
