package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTotalsTest {
  @TempDir Path directory;

  @Test
  void ourTotalsAreRight() throws IOException {
    write("part-0-0.csv", "transaction_type,total,count", "a,1.0,1", "b,5.25,1", "a,3.50,2");
    assertThat(check("exact")).isEmpty();
  }

  @Test
  void zerosAtTheEndOfAFractionAreAMatterOfForm() throws IOException {
    write("part-0", "a,1,1", "b,5.250,1", "a,3.5,2");
    assertThat(check("exact")).isEmpty();
  }

  @Test
  void oneWrongDigitIsFound() throws IOException {
    write("part-0-0.csv", "transaction_type,total,count", "a,1.0,1", "b,5.25,1", "a,3.51,2");
    assertThat(check("exact")).get().asString().contains("a is", "3.51", "3.50");
  }

  @Test
  void aWrongCountIsFound() throws IOException {
    write("part-0-0.csv", "transaction_type,total,count", "a,1.0,1", "b,5.25,1", "a,3.50,3");
    assertThat(check("exact")).get().asString().contains("count=3", "count=2");
  }

  @Test
  void aLostTotalIsFoundThoughTheLastOnesAreRight() throws IOException {
    write("part-0-0.csv", "transaction_type,total,count", "b,5.25,1", "a,3.50,2");
    assertThat(check("exact")).get().asString().contains("2 totals instead of 3");
  }

  @Test
  void aLostKeyIsNamed() throws IOException {
    write("part-0-0.csv", "a,1.0", "a,3.50", "a,3.50");
    assertThat(check("rounded")).get().asString().contains("missing: b");
  }

  @Test
  void sumsOfDoublesMayBeRounded() throws IOException {
    write("part-x-0", "a,1.0", "b,5.25", "a,3.5000000000000004");
    assertThat(check("rounded")).isEmpty();
  }

  @Test
  void roundingEndsAtTheNinthDigit() throws IOException {
    write("part-x-0", "a,1.0", "b,5.25", "a,3.50000001");
    assertThat(check("rounded")).get().asString().contains("a is");
  }

  @Test
  void theLastPartHasTheLastTotal() throws IOException {
    write("part-x-10", "a,3.50");
    write("part-x-9", "a,1.0", "b,5.25");
    assertThat(check("rounded")).isEmpty();
  }

  @Test
  void jsonOfATopicIsReadToItsLastDigit() throws IOException {
    String ofB = "{\"transaction_type\":\"b\",\"total\":5.25,\"count\":1}";
    String ofA = "{\"transaction_type\":\"a\",\"total\":%s,\"count\":2}";
    write("part-0", "a,1.0,1", ofB, ofA.formatted("3.50"));
    assertThat(check("exact")).isEmpty();
    write("part-0", "a,1.0,1", ofB, ofA.formatted("3.500000000000000001"));
    assertThat(check("exact")).get().asString().contains("a is");
  }

  private Optional<String> check(String precision) throws IOException {
    Path json = Files.createTempDirectory(directory.getParent(), "expected").resolve("a.json");
    Files.writeString(
        json,
        """
        {"accepted":3,"totals":{"a":{"total":3.50,"count":2},"b":{"total":5.25,"count":1}}}
        """);
    return CheckTotals.difference(
        FinalTotals.expected(json),
        FinalTotals.written(directory),
        precision.equals("exact"),
        true);
  }

  private void write(String part, String... lines) throws IOException {
    Files.write(directory.resolve(part), java.util.List.of(lines));
  }
}
