package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shell offers after {@code source <(./jobs completion bash)}. */
@Tag("processes")
class CompletionIT {
  private static final String OFFER =
      "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _flink_jobs; printf '%s\\n' \"${COMPREPLY[@]}\"";

  @TempDir private Path directory;

  private List<String> bash(String line) {
    String jobs = Jobs.packed().resolve("jobs").toString();
    Jobs.Result result =
        Jobs.in(
                directory,
                "bash",
                "-c",
                "source <(\"$0\" completion bash); COMP_WORDS=(" + line + "); " + OFFER,
                jobs)
            .run();
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out().lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "./jobs transaction-t, transaction-totals",
    "./jobs transaction-totals --em, --emit",
    "./jobs transaction-totals --emit fi, final",
    "./jobs transaction-totals --emit = ev, every",
    "./jobs completion z, zsh",
    "./jobs exercise av, averages",
  })
  void bashCompletes(String line, String word) {
    assertThat(bash(line)).containsExactly(word);
  }

  @Test
  void bashOffersAllOptionsOfACommand() {
    assertThat(bash("./jobs transaction-totals --"))
        .contains("--input", "--output", "--group-by", "--emit", "--state-dir", "--heap");
  }

  /** Types into a zsh on a terminal of its own; each word has to appear on it, or this hangs. */
  private static final String ZSH_SESSION =
      """
      zmodload zsh/zpty
      zpty session zsh -fi
      zpty -w session 'autoload -Uz compinit; compinit -u -D; source <(./jobs completion zsh); print READ''Y'
      zpty -r session shown '*READY*'
      zpty -w -n session $'./jobs transaction-totals --gro\\t'
      zpty -r session shown '*--group-by*'
      zpty -w -n session $' currency --emit fi\\t'
      zpty -r session shown '*final*'
      print completed
      """;

  @Test
  void zshCompletes() {
    assumeTrue(
        Jobs.in(directory, "bash", "-c", "command -v zsh").run().exitCode() == 0,
        "there is no zsh");
    Jobs.Result result = Jobs.in(Jobs.packed(), "zsh", "-fc", ZSH_SESSION).run();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("completed\n");
  }
}
