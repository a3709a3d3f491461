package dev.flinkjobs.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import dev.flinkjobs.time.Watermarks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With nothing but Flink around it. */
@SuppressWarnings("try") // The context is there while it is open.
class CsvSourcesTest {
  private static ClosedCluster cluster;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    cluster = ClosedCluster.start(new Configuration(), 1, 1, OptionalInt.empty());
  }

  @AfterAll
  static void end() throws Exception {
    cluster.close();
  }

  private String file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private List<Transaction> read(String text) throws Exception {
    return collect(CsvSources.of(Transaction.class, file("t.csv", text)).require());
  }

  private static <T> List<T> collect(FileSource<T> source) throws Exception {
    Configuration config = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
    List<T> rows = new ArrayList<>();
    try (ClosedContext context = new ClosedContext(cluster, config)) {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      try (CloseableIterator<T> read =
          env.fromSource(source, WatermarkStrategy.noWatermarks(), "rows").executeAndCollect()) {
        read.forEachRemaining(rows::add);
      }
    }
    return rows;
  }

  private static List<String> amounts(List<Transaction> rows) {
    return rows.stream().map(row -> row.transaction_type + " " + row.amount).toList();
  }

  @Test
  void pojosNeedNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Transaction.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Parcel.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Value.class);
  }

  @Test
  void aParcelShowsAsItIsWritten() {
    Parcel parcel = new Parcel();
    parcel.weight_kg = 25;
    parcel.address = "서울 강남구";
    assertThat(parcel).hasToString("(25, 서울 강남구, false)");
    parcel.weight_kg = 20.05;
    assertThat(parcel).hasToString("(20.05, 서울 강남구, false)");
    assertThat(new Parcel()).hasToString("(NaN, , false)");
  }

  @Test
  void allNineColumnsAreRead() throws Exception {
    String row = "1000,2025-03-08 09:00:00,C015,Deposit,7341.46,EUR,MSFT,3148.38,Markets up\n";
    assertThat(
            read(
                "transaction_id,timestamp,customer_id,transaction_type,amount,currency,stock_ticker,"
                    + "stock_price,news_text\n"
                    + row))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(deposit());
  }

  private static Transaction deposit() {
    Transaction deposit = new Transaction();
    deposit.transaction_id = "1000";
    deposit.timestamp = "2025-03-08 09:00:00";
    deposit.customer_id = "C015";
    deposit.transaction_type = "Deposit";
    deposit.amount = 7341.46;
    deposit.currency = "EUR";
    deposit.stock_ticker = "MSFT";
    deposit.stock_price = 3148.38;
    deposit.news_text = "Markets up";
    return deposit;
  }

  @Test
  void columnsAreFoundByNameAndOthersIgnored() throws Exception {
    assertThat(amounts(read("amount,branch,transaction_type\n100,Seoul,purchase\n30,,refund\n")))
        .containsExactly("purchase 100.0", "refund 30.0");
  }

  @Test
  void aMissingColumnOrValueLeavesTheDefaultOfThePojo() throws Exception {
    assertThat(read("transaction_id,amount,currency\nt1,,\nt2,\"\",\"\"\nt3\n"))
        .hasSize(3)
        .allSatisfy(
            row -> {
              assertThat(row.amount).isNaN();
              assertThat(row.currency).isEmpty();
              assertThat(row.transaction_type).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff"})
  void aByteOrderMarkIsNoPartOfAName(String mark) throws Exception {
    assertThat(amounts(read(mark + "amount,transaction_type\n100,입금\n")))
        .containsExactly("입금 100.0");
  }

  @Test
  void fieldsMayBeQuoted() throws Exception {
    assertThat(
            read(
                "\"news_text\",\"amount\"\r\n\"Oil, gold\n\"\"up\"\"\",\"5\"\r\n\"코스피 2,700선\",6\r\n"))
        .extracting(row -> row.news_text)
        .containsExactly("Oil, gold\n\"up\"", "코스피 2,700선");
  }

  @Test
  void compressedFilesAreRead() throws Exception {
    Path file = directory.resolve("t.csv.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write("amount,transaction_type\n1,a\n".getBytes(UTF_8));
    }
    assertThat(
            amounts(collect(CsvSources.of(Transaction.class, file.toString()).require("amount"))))
        .containsExactly("a 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"at 10:00.csv", "거래 내역.csv", "a%20b.csv", "a?b#c.csv"})
  void aFileMayHaveAnyName(String name) throws Exception {
    String file = file(name, "amount,transaction_type\n1,a\n");
    assertThat(amounts(collect(CsvSources.of(Transaction.class, file).require("amount"))))
        .containsExactly("a 1.0");
    String relative = Path.of("").toAbsolutePath().relativize(Path.of(file)).toString();
    assertThat(amounts(collect(CsvSources.of(Transaction.class, relative).require())))
        .containsExactly("a 1.0");
  }

  @Test
  void severalFilesAndDirectoriesAreOneSource() throws Exception {
    Files.createDirectory(directory.resolve("days"));
    file("days/1.csv", "transaction_type,amount\na,1\n");
    file("days/2.csv", "amount,transaction_type\n2,b\n");
    String third = file("3.csv", "amount,transaction_type\n3,c\n");
    assertThat(
            amounts(
                collect(
                    CsvSources.of(Transaction.class, directory.resolve("days").toString(), third)
                        .require("amount", "transaction_type"))))
        .containsExactlyInAnyOrder("a 1.0", "b 2.0", "c 3.0");
  }

  @Test
  void aRequiredColumnThatIsMissingIsToldBeforeTheStartWithThoseThatAreThere() throws Exception {
    String good = file("good.csv", "transaction_type,amount\na,1\n");
    String file = file("t.csv", "\ufefftransaction_type, Amount ,\"news, text\"\na,1,x\n");
    CsvSources<Transaction> sources = CsvSources.of(Transaction.class, good, file);
    assertThatThrownBy(() -> sources.require("transaction_type", "amount"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + ": there is no column 'amount'; its first line names: transaction_type, Amount,"
                + " news, text");
  }

  @Test
  void aRequiredColumnThatIsThereTwiceIsAnError() throws Exception {
    CsvSources<Transaction> sources =
        CsvSources.of(Transaction.class, file("t.csv", "amount,amount\n1,2\n"));
    assertThatThrownBy(() -> sources.require("amount"))
        .hasMessageContaining(": there is more than one column 'amount'");
  }

  @Test
  void anEmptyFileHasNoColumns() throws Exception {
    CsvSources<Transaction> sources = CsvSources.of(Transaction.class, file("t.csv", ""));
    assertThatThrownBy(() -> sources.require("amount"))
        .hasMessageEndingWith("t.csv: there is no column 'amount'; its first line names: ");
  }

  @Test
  void aFileThatIsMissingIsToldBeforeTheStart() throws Exception {
    String good = file("good.csv", "amount\n1\n");
    CsvSources<Transaction> sources =
        CsvSources.of(Transaction.class, good, directory.resolve("none.csv").toString());
    assertThatThrownBy(sources::require)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(directory.resolve("none.csv") + ": there is no such file");
  }

  @Test
  void noFileAtAllIsAnError() {
    assertThatThrownBy(() -> CsvSources.of(Transaction.class))
        .hasMessage("no file is given; give one, e.g. data/transactions.csv");
  }

  /** What flink-csv makes of it; rows before and after are good. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,.5|0.5",
        "x,5.|5.0",
        "x,1e3|1000.0",
        "x,  12.50|12.5",
        "x,NaN|NaN",
        "x,|NaN",
        "x|NaN",
        "x,1d|1.0",
        "x,0x1p3|8.0",
      })
  void whatJavaTakesForANumberIsOne(String row, double amount) throws Exception {
    assertThat(read("transaction_type,amount\na,1\n" + row + "\nb,2\n"))
        .extracting(transaction -> transaction.amount)
        .containsExactly(1.0, amount, 2.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x,abc",
        "x,\"1,000\"",
        "x, ",
        "x,１００",
        "x,12.3.4",
        "x,1,2",
        "x,\"1",
        "\"x\"y,1",
      })
  void aRowThatCannotBeReadFailsTheJob(String row) {
    assertThatThrownBy(() -> read("transaction_type,amount\na,1\n" + row + "\nb,2\n"))
        .hasStackTraceContaining("line: ");
  }

  @Test
  void bytesThatAreNotUtf8FailTheJob() throws Exception {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    rows.write(("transaction_type,amount\n" + "a,1\n".repeat(10_000)).getBytes(UTF_8));
    rows.write("입금,1\n".getBytes("x-windows-949"));
    Path file = directory.resolve("t.csv");
    Files.write(file, rows.toByteArray());
    FileSource<Transaction> source =
        CsvSources.of(Transaction.class, file.toString()).require("amount");
    assertThatThrownBy(() -> collect(source)).hasStackTraceContaining("Invalid UTF-8");
  }

  @Test
  void bytesAtTheBeginningThatAreNotUtf8AreToldBeforeTheStart() throws Exception {
    Path file = directory.resolve("t.csv");
    Files.write(file, "유형,amount\n".getBytes("x-windows-949"));
    assertThatThrownBy(() -> CsvSources.of(Transaction.class, file.toString()).require())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": it cannot be read: Invalid UTF-8");
  }

  @Test
  void sourcesTimesAndPojosAreAllThatAProgramNeeds() throws Exception {
    String file =
        file(
            "t.csv",
            """
            transaction_id,timestamp,amount
            tx1,2024-05-11 10:00:00,100
            tx1,2024-05-11 10:00:03,200
            tx1,2024-05-11 10:00:06,300
            """);
    WatermarkStrategy<Transaction> watermarks =
        Watermarks.boundedOutOfOrderness(
            Duration.ofSeconds(1),
            transaction -> Watermarks.epochMillis(transaction.timestamp, ZoneOffset.UTC));
    List<Double> sums = new ArrayList<>();
    try (ClosedContext context = new ClosedContext(cluster, new Configuration())) {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      env.fromSource(
              CsvSources.of(Transaction.class, file).require("timestamp"), watermarks, "rows")
          .keyBy(transaction -> transaction.transaction_id)
          .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
          .sum("amount")
          .executeAndCollect()
          .forEachRemaining(row -> sums.add(row.amount));
    }
    assertThat(sums).containsExactly(300.0, 300.0);
  }
}
