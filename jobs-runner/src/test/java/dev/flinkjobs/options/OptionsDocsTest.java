package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsDocsTest {

  @Test
  void aCommandHasItsQuestionItsOwnOptionsAndItsExamples() {
    assertThat(OptionsDocs.markdown(List.of(new ExampleOptions())))
        .contains(
            """
            ## example

            What can an option be? (E0)

            | option | what it does | default | unit | example |
            |---|---|---|---|---|
            | `--group-by <columns>` | Columns to group by. | `type` |  | `--group-by type,currency` |
            | `--emit every\\|at-end` | When a result comes: every row, or at-end \\| once. | `every` |  | `--emit at-end` |
            | `--gap <duration>` | The time without a row that ends a group. | `1m` |  | `--gap 5m` |
            | `--rows <number>` | How many rows there are. | `10` | rows | `--rows 1000` |
            """)
        .contains(
            """
            And the [options of every job](#options-of-every-job).

            ```sh
            ./jobs example --emit at-end
            ./jobs example --input data.csv --group-by type,currency
            ```
            """);
  }

  @Test
  void sharedOptionsAppearOnce() {
    assertThat(OptionsDocs.markdown(List.of(new ExampleOptions(), new MakeThingsOptions())))
        .containsOnlyOnce("| `--input <input>` |")
        .containsOnlyOnce("| `-h, --help` |")
        .contains("\n## Options of every job\n", "\n## Options of every command\n");
  }

  @Test
  void theOrderOfCommandsDoesNotMatter() {
    assertThat(OptionsDocs.markdown(List.of(new MakeThingsOptions(), new ExampleOptions())))
        .isEqualTo(OptionsDocs.markdown(List.of(new ExampleOptions(), new MakeThingsOptions())))
        .containsSubsequence("## example", "## make things");
  }

  @Test
  void namesAreThoseOfOneClass() {
    assertThat(OptionsDocs.names(new ExampleOptions(), ExampleOptions.class))
        .containsExactlyInAnyOrder(
            "--group-by", "--emit", "--gap", "--rows", "--rate", "--password-file");
  }
}
