package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.parcels.ParcelRoutingJob;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.sql.BehaviorStatsJob;
import dev.flinkjobs.sql.SalesSummaryJob;
import dev.flinkjobs.sql.SectorSummaryJob;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import dev.flinkjobs.windows.WindowAveragesJob;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files hold is read as it is meant, or refused with the fix; never as another value. */
class ValuesAsPeopleHaveThemTest {
  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 1);

  @TempDir private Path directory;

  private static final Map<String, Consumer<String[]>> JOBS =
      Map.of(
          "totals", TransactionTotalsJob::main,
          "averages", WindowAveragesJob::main,
          "parcels", ParcelRoutingJob::main,
          "sectors", SectorSummaryJob::main,
          "sales", SalesSummaryJob::main,
          "behaviors", BehaviorStatsJob::main);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "totals | - | transaction_type,amount\\na,.5\\na,5.\\na, +3\\na,1.0E1 | (a, 18.5)",
        "totals | - | transaction_type,amount,,\\na,1,,\\na,$5,, | '$5' is not a number; it has a currency sign: write 5",
        "totals | - | transaction_type;amount\\na;1 | give `--delimiter ';'`",
        "totals | - | transaction_type,amount\\n\"5 in,1\\nb,2\\nc,\"4\" in | (b, 2.0)",
        "totals | - | {\"transaction_type\":\"a\",\"amount\":7} | (a, 7.0)",
        "totals | --columns transaction_type,amount | a,1\\na,2 | (a, 3.0)",
        "totals | - | transaction_type,amount\\na,9223372036854775807\\na,1 | (a, 9223372036854775808.0)",
        "totals | - | transaction_type,amount\\na,1\\nb,1e1001 | '1e1001' is out of range; an exponent is within ±1000",
        "totals | - | transaction_type,amount\\na,1\\nb,\"2\"\\r | :3: bad quote in 'b,\"2\"\\r'; its lines end in CR alone",
        "totals | - | transaction_type,amount\\n금액,1\\n\u1100\u1173\u11b7\u110b\u1162\u11a8,2 | look the same: transaction_type '금액' and '\\u1100\\u1173\\u11b7\\u110b\\u1162\\u11a8'",
        "totals | -p 2 --emit final | transaction_type,amount\\na,1\\na\u200b,2 | look the same: transaction_type 'a' and 'a\\u200b'",
        "totals | - | {\"transaction_type\":\"x\\ud83d\",\"amount\":1} | 1 rejected, bad encoding",
        "totals | --columns transaction_type,amount,note | a,1 | and --columns, which names all columns of the file: transaction_type,amount,note",
        "averages | - | transaction_id,timestamp,amount\\na,2024-05-11 10:00:00,1\\na\u200b,2024-05-11 10:00:00,1 | look the same: transaction_id 'a' and 'a\\u200b'",
        "averages | --zone Europe/Berlin --print detail | transaction_id,timestamp,amount\\na,2024-10-27 02:59:59.999,1\\na,2024-10-27 03:00:00,1 | [2024-10-27T03:00:00+01:00, 2024-10-27T03:00:05+01:00)",
        "averages | - | transaction_id,timestamp,amount\\na,2024-05-11 10:00:00,1\\nb,1715421600,2 | looks like seconds: `--time-format seconds`",
        "averages | --time-format seconds --print detail | transaction_id,timestamp,amount\\na,1715421600,1 | 2024-05-11",
        "averages | --zone Asia/Seoul --print detail | transaction_id,timestamp,amount\\na,2024-05-11,1 | 2024-05-11T00:00",
        "sectors | - | volume,price,sector,stock_code,transaction_date\\n10,125000,a,1,2024-05-11 | 1,250,000.00",
        "sectors | - | stock_code,sector,volume\\n1,a,2 | begins with a row that has some names",
        "sectors | - | 1,a,125000,10,2024-05-11\\n1,a\u00a0,125000,10,2024-05-11 | look the same: sector 'a' and 'a\\u00a0'",
        "sales | - | Quantity,UnitPrice,Category\\n 1e1,.5,a\\n+1,5.,a\\n$1,1,a | a               10.00",
        "sales | - | Quantity,UnitPrice,Category\\n1,1,a\\n1,1,a\u200b | look the same: category 'a' and 'a\\u200b'",
        "sales | --window 1h | Quantity,UnitPrice,Category,InvoiceDate\\n1,2,a,1970-01-01 00:00:00\\n1,4,a,2023-02-29 | 1970-01-01T00:00:00Z",
        "sales | --window 1h | Quantity,UnitPrice,Category,InvoiceDate\\n1,2,a,2024-05-11T10:00:00Z\\n1,4,a,2023-02-29 | not a timestamp 1",
        "behaviors | --mode batch | [{\"user_id\":\"a\"}] | make lines of it by `jq -c '.[]'`",
        "behaviors | --mode batch | {\"user_id\":\"a\",\"item_id\":\"b\",\"category\":\"c\",\"behavior\":\"d\",\"ts\":1715421600000} | 2024-05-11",
        "behaviors | - | {\"user_id\":\"a\",\"item_id\":\"b\",\"category\":\"c\",\"behavior\":\"d\",\"ts\":1715421600000}\\n{\"user_id\":\"a\",\"item_id\":\"b\",\"category\":\"c \",\"behavior\":\"d\",\"ts\":1715421600000} | look the same: category 'c' and 'c '",
        "behaviors | --time-format pattern:yyyyMMdd | {\"user_id\":\"a\",\"item_id\":\"b\",\"category\":\"c\",\"behavior\":\"d\",\"ts\":20240511} | 2024-05-11T00:00",
        "parcels | - | weight_kg,address,refrigerated\\n21,서울,false\\n\"1,5\",서울,true | '1,5' is not a number; it has a decimal comma: write 1.5",
        "parcels | - | weight_kg,address,refrigerated\\n 21\\t,서울,false | 무거운 택배 (21, 서울, false)",
        "parcels | --encoding cp949 | weight_kg,address,refrigerated\\n21,서울,false | 무거운 택배 (21, 서울, false)",
        "parcels | --encoding utf-16le | weight_kg,address,refrigerated\\n21,서울,false | 무거운 택배 (21, 서울, false)",
      })
  void whatIsReadOrSaid(String job, String options, String file, String shown) throws IOException {
    List<String> args = new ArrayList<>(List.of("--input", write(options, file).toString()));
    if (options != null) {
      args.addAll(Arrays.asList(options.split(" ")));
    }
    assertThat(said(Objects.requireNonNull(JOBS.get(job)), args.toArray(String[]::new)))
        .contains(shown);
  }

  private Path write(String options, String file) throws IOException {
    String charset =
        options == null || !options.contains("--encoding")
            ? "UTF-8"
            : options.endsWith("cp949") ? "x-windows-949" : "UTF-16LE";
    String lines = file.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
    String text = lines.endsWith("\r") ? lines : lines + "\n";
    return Files.writeString(directory.resolve("in.csv"), text, Charset.forName(charset));
  }

  private static String said(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      try {
        main.accept(args);
      } catch (UsageException refused) {
        return String.join("\n", refused.messages());
      } catch (JobFailedException failed) {
        return std.out() + std.err() + failed.getMessage();
      }
      return std.out() + std.err();
    }
  }
}
