package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The options of {@code k-means} and {@code page-rank}. */
class FileIterationOptionsTest {

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new KMeansOptions())).isEmpty();
    assertThat(Texts.faults(new PageRankOptions())).isEmpty();
  }

  @Test
  void everyOptionIsTested() {
    Set<String> names = new TreeSet<>(OptionsDocs.names(new KMeansOptions(), KMeansOptions.class));
    names.addAll(OptionsDocs.names(new PageRankOptions(), PageRankOptions.class));
    OptionsContract.everyOptionIsTested(names, FileIterationOptionsTest.class);
  }

  @Test
  @TestsOption("--coordinates")
  void coordinatesAreColumnsOfAnyNumber() {
    assertThat(kMeans().coordinates()).containsExactly("x", "y");
    assertThat(kMeans("--coordinates", "a, b,c").coordinates()).containsExactly("a", "b", "c");
    assertThat(faults(new KMeansOptions(), "--coordinates", "x,,y"))
        .containsExactly(
            "--coordinates: 'x,,y' is not allowed; allowed: column names separated by single"
                + " commas");
  }

  @Test
  @TestsOption("--k")
  void thereAreThreeClustersUnlessAnotherNumberIsGiven() {
    assertThat(kMeans().k()).isEqualTo(3);
    assertThat(kMeans("--k", "1").k()).isEqualTo(1);
    for (String bad : List.of("0", "-1", "10001")) {
      assertThat(faults(new KMeansOptions(), "--k", bad))
          .containsExactly(
              "--k: '" + bad + "' is not allowed; allowed: a whole number from 1 to 10,000");
    }
  }

  @Test
  @TestsOption("--seed")
  void theSeedIsAnyWholeNumber() {
    assertThat(kMeans().seed()).isEqualTo(1);
    assertThat(kMeans("--seed", "-7").seed()).isEqualTo(-7);
  }

  @Test
  @TestsOption("--tolerance")
  void theToleranceIsNotNegative() {
    assertThat(kMeans().tolerance()).isEqualTo(0.0001);
    assertThat(kMeans("--tolerance", "0").tolerance()).isZero();
    assertThat(faults(new KMeansOptions(), "--tolerance", "-0.1"))
        .containsExactly(
            "--tolerance: '-0.1' is not allowed; allowed: a number of 0 or more such as 0");
    assertThat(pageRank().tolerance()).isEqualTo(new BigDecimal("0.000000001"));
    assertThat(faults(new PageRankOptions(), "--tolerance", "-1"))
        .containsExactly(
            "--tolerance: '-1' is not allowed; allowed: a number of 0 or more such as 0.000001");
    assertThat(faults(new PageRankOptions(), "--tolerance", "NaN"))
        .containsExactly(
            "--tolerance: 'NaN' is not allowed; allowed: a number of 0 or more such as 0.000001");
  }

  @Test
  @TestsOption("--damping")
  void theDampingIsAShare() {
    assertThat(pageRank().damping()).isEqualTo(new BigDecimal("0.85"));
    assertThat(pageRank("--damping", "1").damping()).isEqualTo(BigDecimal.ONE);
    for (String bad : List.of("1.01", "-0.1")) {
      assertThat(faults(new PageRankOptions(), "--damping", bad))
          .containsExactly(
              "--damping: '"
                  + bad
                  + "' is not allowed; allowed: a number from 0 to 1, such as 0.9");
    }
  }

  private static KMeansOptions kMeans(String... args) {
    return parse(new KMeansOptions(), args);
  }

  private static PageRankOptions pageRank(String... args) {
    return parse(new PageRankOptions(), args);
  }

  private static <O extends CommandOptions> O parse(O options, String... args) {
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(CommandOptions options, String... args) {
    return catchThrowableOfType(UsageException.class, () -> parse(options, args)).messages();
  }
}
