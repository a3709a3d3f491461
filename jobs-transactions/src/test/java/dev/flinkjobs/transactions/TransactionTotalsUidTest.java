package dev.flinkjobs.transactions;

import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("derived")
class TransactionTotalsUidTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "--emit every, transaction-totals.uids",
    "--emit 1s, transaction-totals-latest.uids",
    "--distinct-by transaction_type --duplicate-rows files:DIR, transaction-totals-distinct.uids"
  })
  void theOperatorsKeepTheirUids(String options, String committed) throws IOException {
    String duplicates = directory.resolve("duplicates").toString();
    List<String> args = new ArrayList<>(List.of(options.replace("DIR", duplicates).split(" ", -1)));
    Path input = Files.writeString(directory.resolve("in.csv"), "transaction_type,amount\n");
    Collections.addAll(
        args,
        "--input",
        input.toString(),
        "--output",
        "files:" + directory.resolve("out"),
        "--rejected",
        "files:" + directory.resolve("rejected"));
    UidContract.check(
        UidContract.graphOf(TransactionTotalsJob::main, args.toArray(String[]::new)),
        Path.of("src/test/resources", committed));
  }
}
