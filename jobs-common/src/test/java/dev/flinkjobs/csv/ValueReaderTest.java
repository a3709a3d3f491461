package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.csv.PairDecoder.Pair;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {
  private static final CsvDialect COLUMNS = new CsvDialect(';', List.of("id", "amount", "name"));

  private final ValueReader<Pair> json =
      ValueReader.ofJson("sales/3", CsvDialect.LINES, new PairDecoder(), null);
  private final ValueReader<Pair> csv;

  ValueReaderTest() throws CsvFileException {
    csv = ValueReader.ofCsv("sales/3", COLUMNS, new PairDecoder(), null);
  }

  @Test
  void aJsonObjectIsARecordOnHoweverManyLines() {
    assertThat(read(json, "{\n  \"amount\": 1.50,\n  \"name\": \"서울\"\n}\n").rows())
        .containsExactly(new Pair("서울", Decimal.of("1.50")));
  }

  @Test
  void aRowOfCsvIsARecordByTheNamesOfItsColumns() {
    assertThat(read(csv, "7;1.50;\"a;\"\"b\"\"\"").rows())
        .containsExactly(new Pair("a;\"b\"", Decimal.of("1.50")));
    assertThat(read(csv, "7;2;한\r\n").rows()).containsExactly(new Pair("한", Decimal.of("2")));
  }

  @Test
  void aValueLongerThanAnyBeforeIsRead() {
    String name = "n".repeat(100_000);
    assertThat(read(csv, "7;1;" + name).rows()).containsExactly(new Pair(name, Decimal.of("1")));
    assertThat(read(csv, "7;2;b").rows()).containsExactly(new Pair("b", Decimal.of("2")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', BAD_JSON",
        "'[1]', BAD_JSON",
        "'{\"name\":\"a\"} {}', BAD_JSON",
        "'{\"name\":\"a\",\"amount\":[1]}', BAD_JSON",
      })
  void whatIsNoSingleObjectIsRejected(String value, RejectReason reason) {
    assertThat(rejected(json, value).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', WRONG_COLUMN_COUNT",
        "'7;1', WRONG_COLUMN_COUNT",
        "'7;1;a\n8;2;b', WRONG_COLUMN_COUNT",
        "'7;1;\"a\"b', BAD_QUOTE",
        "'7;1;\"a', BAD_QUOTE",
      })
  void whatIsNoSingleRowIsRejected(String value, RejectReason reason) {
    assertThat(rejected(csv, value).reason()).isEqualTo(reason);
  }

  @Test
  void aRejectedValueSaysWhereItIsAndWhatIsWrongInIt() {
    String value = "{\"name\":\"a\",\"amount\":\"1,5\"}";
    Rejected rejected = rejected(json, value);
    assertThat(rejected)
        .isEqualTo(
            new Rejected(
                rejected.id(),
                "sales/3",
                17,
                null,
                "amount",
                "1,5",
                RejectReason.NOT_A_NUMBER,
                value,
                false))
        .extracting(Rejected::describe)
        .isEqualTo("sales/3@17: amount '1,5' is not a number; it has a decimal comma: write 1.5");
  }

  @Test
  void whatIsNotUtf8IsKeptAsItsBytes() {
    byte[] value = {'7', ';', '1', ';', (byte) 0xB0};
    csv.add(0, value);
    Rejected row = csv.takeBatch().rejected().get(0);
    assertThat(row.reason()).isEqualTo(RejectReason.BAD_ENCODING);
    assertThat(row.base64()).isTrue();
    assertThat(row.raw()).isEqualTo("NzsxO7A=");
  }

  @Test
  void aBatchSaysHowManyBytesItTook() {
    assertThat(read(csv, "7;2;한").bytes()).isEqualTo(7);
    assertThat(read(csv, "").bytes()).isZero();
  }

  @Test
  void aColumnThatIsNotThereIsAnErrorAtOnce() {
    CsvDialect dialect = new CsvDialect(',', List.of("id", "name"));
    assertThatThrownBy(() -> ValueReader.check(dialect, List.of("name", "amount")))
        .isInstanceOf(CsvFileException.class)
        .hasMessage("has no column 'amount'; it has: 'id', 'name'");
  }

  private static RowBatch<Pair> read(ValueReader<Pair> reader, String value) {
    reader.add(17, value.getBytes(StandardCharsets.UTF_8));
    assertThat(reader.hasRows()).isTrue();
    return reader.takeBatch();
  }

  private static Rejected rejected(ValueReader<Pair> reader, String value) {
    RowBatch<Pair> batch = read(reader, value);
    assertThat(batch.rows()).isEmpty();
    assertThat(batch.rejected()).hasSize(1);
    return batch.rejected().get(0);
  }
}
