package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTotalsOptionsTest {

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new TransactionTotalsOptions())).isEmpty();
  }

  @Test
  void everyOptionIsTested() {
    OptionsContract.everyOptionIsTested(
        OptionsDocs.names(new TransactionTotalsOptions(), TransactionTotalsOptions.class),
        TransactionTotalsOptionsTest.class);
  }

  @Test
  @TestsOption("--group-by")
  void typesAreGroupedUnlessOtherColumnsAreGiven() {
    assertThat(parse().groupBy()).containsExactly("transaction_type");
    assertThat(parse("--group-by", "transaction_type,currency").groupBy())
        .containsExactly("transaction_type", "currency");
  }

  @ParameterizedTest
  @TestsOption("--group-by")
  @ValueSource(strings = {"total", "currency,count"})
  void aGroupCannotHaveTheNameOfAResult(String columns) {
    assertThatThrownBy(() -> parse("--group-by", columns))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("results have a column of that name");
  }

  @Test
  @TestsOption("--sum")
  void amountsAreSummedUnlessAnotherColumnIsGiven() {
    assertThat(parse().sum()).isEqualTo("amount");
    assertThat(parse("--sum", "stock_price").sum()).isEqualTo("stock_price");
  }

  @Test
  @TestsOption({"--sum", "--group-by"})
  void aColumnIsGroupedByOrSummed() {
    assertThatThrownBy(() -> parse("--group-by", "amount"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--sum amount: is in --group-by too; a column is one or the other");
  }

  @Test
  @TestsOption("--emit")
  void everyTotalIsEmittedUnlessOtherwiseSaid() {
    assertThat(parse().emit().isEvery()).isTrue();
    assertThat(parse("--emit", "final").emit().isFinal()).isTrue();
    assertThat(parse("--emit", "1000ms").emit()).hasToString("1s");
  }

  @ParameterizedTest
  @TestsOption("--emit")
  @ValueSource(strings = {"evry", "0s", "-1s", "100us", ""})
  void anythingElseIsAFault(String emit) {
    assertThatThrownBy(() -> parse("--emit", emit))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--emit");
  }

  private static TransactionTotalsOptions parse(String... args) {
    TransactionTotalsOptions options = new TransactionTotalsOptions();
    CommandLineParser.parse(options, args, new StringBuilder());
    return options;
  }
}
