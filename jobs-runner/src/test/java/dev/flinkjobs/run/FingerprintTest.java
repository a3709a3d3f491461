package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.Parsed;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Outputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void stateOfTheSameMeaningIsTaken() throws IOException {
    Fingerprint fingerprint = of("--sum", "amount", "--열", "금액\nx");
    assertThat(fingerprint.refusal(Fingerprint.read(fingerprint.bytes()))).isEmpty();
  }

  @Test
  void allThatDiffersIsNamedWithWhatItWasAndIs() {
    assertThat(
            of("--sum", "price", "--key", "id").refusal(Map.of("--sum", "amount", "--zone", "Z")))
        .hasValue(
            """
            the state means something else than what this command asks for:
              --key was not given and is id
              --sum was amount and is price
              --zone was Z and is not given
            give what it was, or begin anew without this state; what may change: nothing""");
  }

  @Test
  void ofAnotherJobOnlyTheJobIsNamed() {
    assertThat(of("job", "totals", "--sum", "amount").refusal(Map.of("job", "windows")))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .contains("\n  job was windows and is totals\n")
                    .doesNotContain("--sum"));
  }

  @Test
  void whatIsAcceptedMayDiffer() {
    assertThat(accepting("--max-delay", "--max-delay", "5s").refusal(Map.of("--max-delay", "1s")))
        .isEmpty();
    assertThat(
            accepting("--max-delay", "--max-delay", "5s", "--sum", "b")
                .refusal(Map.of("--max-delay", "1s", "--sum", "a")))
        .hasValueSatisfying(refusal -> assertThat(refusal).doesNotContain("--max-delay was"));
  }

  @Test
  void furtherFilesAreAcceptedBehindThoseKnown() {
    assertThat(accepting("--input", "--input", "/a\n/b\n/c").refusal(Map.of("--input", "/a\n/b")))
        .isEmpty();
    assertThat(differenceOfInput("/a\n/b", "/a\n/c\n/d\n/e\n/f"))
        .contains("--input is without /b, and has /c, /d, /e and 1 more besides");
    assertThat(differenceOfInput("/a\n/b", "/b\n/a"))
        .contains("has the same files in another order");
    assertThat(differenceOfInput("/a", "/ab")).contains("--input was /a and is /ab");
    assertThat(differenceOfInput("topic a", "topic b"))
        .contains("--input was topic a and is topic b");
  }

  private static String differenceOfInput(String was, String is) {
    return accepting("--input", "--input", is).refusal(Map.of("--input", was)).orElseThrow();
  }

  @Test
  void aSecretIsNeverInIt() throws IOException {
    Problems problems = new Problems();
    Fingerprint fingerprint =
        Fingerprint.of(
            Parsed.options("--password-file", "swordfish"),
            Inputs.parse(
                "--input",
                List.of("s3://me:swordfish@bucket/a.csv"),
                CsvDialect.withHeader(','),
                null,
                problems),
            Map.of("--output", Outputs.parse("--output", "discard", problems)),
            Configuration.fromMap(Map.of("table.my-secret-token", "swordfish")));
    assertThat(new String(fingerprint.bytes(), StandardCharsets.UTF_8))
        .contains("\"--password-file\" : \"******\"", "\"-Dtable.my-secret-token\" : \"******\"")
        .contains("\"job\" : \"example\"", "\"--output\" : \"discard\"")
        .doesNotContain("swordfish");
  }

  @Test
  void ofFlinksOwnOptionsThoseCountThatStateOrResultsDependOn() throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of(
            Parsed.options(),
            Inputs.none(),
            Map.of("--output", Outputs.parse("--output", "print", new Problems())),
            Configuration.fromMap(
                Map.of(
                    "table.exec.state.ttl", "1h",
                    "pipeline.max-parallelism", "64",
                    "parallelism.default", "3")));
    assertThat(Fingerprint.read(fingerprint.bytes()))
        .containsEntry("-Dtable.exec.state.ttl", "1h")
        .containsEntry("-Dpipeline.max-parallelism", "64")
        .doesNotContainKey("-Dparallelism.default");
  }

  private static Fingerprint of(String... namesAndValues) {
    return new Fingerprint(map(namesAndValues), Set.of(), "what may change: nothing");
  }

  private static Fingerprint accepting(String accepted, String... namesAndValues) {
    return new Fingerprint(map(namesAndValues), Set.of(accepted), "");
  }

  private static Map<String, String> map(String... namesAndValues) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return values;
  }
}
