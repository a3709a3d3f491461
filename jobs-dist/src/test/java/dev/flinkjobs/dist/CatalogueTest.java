package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.Lang;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue =
      Catalogue.of(
          List.of(
              new ExampleCommand("make things", ""),
              new ExampleCommand("count-things", "E2"),
              new ExampleCommand("make", ""),
              new ExampleCommand("add-things", "E1")));

  @Test
  void exercisesComeFirstInTheirOrder() {
    assertThat(catalogue.commands())
        .extracting(CommandOptions::name)
        .containsExactly("add-things", "count-things", "make", "make things");
  }

  @Test
  void theLongestNameThatBeginsTheLineIsTheCommand() {
    assertThat(name("make", "things", "--rows", "3")).isEqualTo("make things");
    assertThat(name("make", "--rows", "3")).isEqualTo("make");
    assertThat(name("count-things", "make")).isEqualTo("count-things");
    assertThat(catalogue.find(List.of("things"))).isEmpty();
  }

  private String name(String... args) {
    return catalogue.find(List.of(args)).orElseThrow().name();
  }

  @Test
  void aMisspeltCommandHasANearestOne() {
    assertThat(catalogue.nearest(List.of("ad-things"))).contains("add-things");
    assertThat(catalogue.nearest(List.of("make", "thinks"))).contains("make");
    assertThat(catalogue.nearest(List.of("mak", "thinks"))).contains("make");
    assertThat(catalogue.nearest(List.of("count"))).contains("count-things");
    assertThat(catalogue.nearest(List.of("weather"))).isEmpty();
  }

  @Test
  void theListingAlignsNameExerciseAndQuestion() {
    assertThat(catalogue.listing(Lang.EN))
        .isEqualTo(
            """
              add-things    E1  How many things are there?
              count-things  E2  How many things are there?
              make              How many things are there?
              make things       How many things are there?
            """);
    assertThat(catalogue.listing(Lang.KO)).contains("add-things    E1  무엇이 몇 개나 있나요?");
  }

  @Test
  void everyModulesCommandsAreFound() {
    assertThat(Catalogue.load().commands())
        .extracting(CommandOptions::name)
        .startsWith("exercise totals", "transaction-totals", "exercise averages", "window-averages")
        .contains("exercise parcels", "parcel-routing", "exercise doubling")
        .contains("double-until", "k-means", "page-rank")
        .contains("sector-summary", "sales-summary", "behavior-stats")
        .contains("sql-totals", "sql-window-averages")
        .contains("file-lines", "tour", "word-count")
        .contains("generate transactions", "generate parcels", "generate text")
        .contains("generate points", "generate edges")
        .contains("generate finance", "generate sales", "generate behaviors");
  }
}
