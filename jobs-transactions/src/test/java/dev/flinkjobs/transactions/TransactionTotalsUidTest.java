package dev.flinkjobs.transactions;

import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("derived")
class TransactionTotalsUidTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"every, transaction-totals.uids", "1s, transaction-totals-latest.uids"})
  void theOperatorsKeepTheirUids(String emit, String committed) throws IOException {
    Path input = Files.writeString(directory.resolve("in.csv"), "transaction_type,amount\n");
    UidContract.check(
        UidContract.graphOf(
            TransactionTotalsJob::main,
            "--input",
            input.toString(),
            "--emit",
            emit,
            "--output",
            "files:" + directory.resolve("out"),
            "--rejected",
            "files:" + directory.resolve("rejected")),
        Path.of("src/test/resources", committed));
  }
}
