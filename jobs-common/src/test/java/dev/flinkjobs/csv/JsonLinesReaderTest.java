package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.csv.PairDecoder.Pair;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesReaderTest {
  private final List<Pair> rows = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  @Test
  void fieldsAreFoundByNameInAnyOrderAmongOthers() throws IOException {
    read("{\"x\":{\"name\":[1]},\"amount\":1.50,\"name\":\"\\ud55c \\\"a\\\"\"}\n");
    assertThat(rows).containsExactly(new Pair("한 \"a\"", Decimal.of("1.50")));
  }

  @Test
  void numbersKeepEveryDigitAndMayBeTextOrHaveAnExponent() throws IOException {
    read(
        """
        {"name":7,"amount":0.10000000000000000000001}
        {"name":true,"amount":"2"}
        {"name":"e","amount":1.0E7}
        """);
    assertThat(rows)
        .containsExactly(
            new Pair("7", Decimal.of("0.10000000000000000000001")),
            new Pair("true", Decimal.of("2")),
            new Pair("e", Decimal.of("10000000")));
  }

  @Test
  void halfACharacterIsBadEncodingInAColumnThatIsRead() throws IOException {
    read(
        """
        {"name":"x\\ud83d","amount":1}
        {"name":"\\ude00x","amount":1}
        {"name":"\\ud83d\\ude00","amount":1}
        {"name":"a","amount":1,"note":"\\ud83d"}
        """);
    assertThat(rows).extracting(Pair::name).containsExactly("\ud83d\ude00", "a");
    assertThat(rejected)
        .extracting(Rejected::reason)
        .containsExactly(RejectReason.BAD_ENCODING, RejectReason.BAD_ENCODING);
  }

  @Test
  void emptyLinesAreNoRowsAndTheLastLineNeedsNoEnd() throws IOException {
    read("\n  \r\n{\"name\":\"a\",\"amount\":1}\r\n\n{\"name\":\"b\",\"amount\":2}");
    assertThat(rows).extracting(Pair::name).containsExactly("a", "b");
    assertThat(rejected).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,amount",
        "{\"name\":\"a\",\"amount\":1",
        "{\"name\":\"a\",\"amount\":1} {}",
        "[\"a\",1]",
        "\"a\"",
        "{\"name\":[\"a\"],\"amount\":1}",
        "{\"name\":\"a\",\"name\":\"b\",\"amount\":1}",
        "{\"name\":\"a\",\"amount\":NaN}",
        "{\"name\":\"a\",\"amount\":01}",
      })
  void aLineThatIsNoSuchObjectIsBadJson(String line) throws IOException {
    read("{\"name\":\"ok\",\"amount\":1}\n" + line + "\n");
    assertThat(rows).extracting(Pair::name).containsExactly("ok");
    assertThat(rejected)
        .singleElement()
        .extracting(Rejected::reason)
        .isEqualTo(RejectReason.BAD_JSON);
    assertThat(rejected.get(0).raw()).isEqualTo(line);
    assertThat(rejected.get(0).line()).isEqualTo(2);
    assertThat(rejected.get(0).offset()).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"a\"} | amount | MISSING_VALUE",
        "{\"name\":null,\"amount\":1} | name | MISSING_VALUE",
        "{\"name\":\" \",\"amount\":1} | name | MISSING_VALUE",
        "{\"name\":\"a\",\"amount\":\"1e\"} | amount | NOT_A_NUMBER",
        "{\"name\":\"a\",\"amount\":1e1001} | amount | OUT_OF_RANGE",
        "{} | name | MISSING_VALUE",
      })
  void aValueThatCannotBeDecodedIsNamedWithItsColumn(
      String line, String column, RejectReason reason) throws IOException {
    read(line);
    assertThat(rejected).singleElement().extracting(Rejected::column).isEqualTo(column);
    assertThat(rejected.get(0).reason()).isEqualTo(reason);
  }

  @Test
  void aLineThatIsNotUtf8IsKeptInBase64() throws IOException {
    byte[] bytes = {'{', '"', (byte) 0xBC, (byte) 0xAD, '"', ':', '1', '}', '\n'};
    read(new ByteArrayInputStream(bytes));
    assertThat(rejected).singleElement().extracting(Rejected::base64).isEqualTo(true);
    assertThat(rejected.get(0).reason()).isEqualTo(RejectReason.BAD_ENCODING);
  }

  @Test
  void aLineOfOverAMebibyteIsRejectedAndTheNextRead() throws IOException {
    read("{\"name\":\"" + "a".repeat(3 << 20) + "\"}\n{\"name\":\"b\",\"amount\":2}\n");
    assertThat(rejected)
        .singleElement()
        .extracting(Rejected::reason)
        .isEqualTo(RejectReason.ROW_TOO_LONG);
    assertThat(rejected.get(0).raw()).hasSize(64 * 1024);
    assertThat(rows).extracting(Pair::name).containsExactly("b");
  }

  @Test
  void aLineIsReadWholeHoweverItsBytesCome() throws IOException {
    byte[] bytes =
        "{\"name\":\"a\",\"amount\":1}\n{\"name\":\"b\",\"amount\":2}"
            .getBytes(StandardCharsets.UTF_8);
    read(
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(3, length));
          }
        });
    assertThat(rows).extracting(Pair::name).containsExactly("a", "b");
  }

  @Test
  void readingGoesOnAtThePositionBehindABatch() throws IOException {
    String text = "{\"name\":\"a\",\"amount\":1}\n".repeat(40_000);
    InputStream input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    JsonLinesReader<Pair> reader = reader(input, 0, 1);
    RowBatch<Pair> first = Objects.requireNonNull(reader.readBatch());
    int before = first.rows().size();
    assertThat(before).isBetween(1, 39_999);
    assertThat(reader.line()).isEqualTo(before + 1L);
    byte[] rest = text.substring((int) reader.position()).getBytes(StandardCharsets.UTF_8);
    JsonLinesReader<Pair> restored =
        reader(new ByteArrayInputStream(rest), reader.position(), reader.line());
    readAll(restored);
    assertThat(rows).hasSize(40_000 - before);
    assertThat(restored.line()).isEqualTo(40_001);
    assertThat(restored.position()).isEqualTo(text.length());
  }

  private void read(String text) throws IOException {
    read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void read(InputStream input) throws IOException {
    readAll(reader(input, 0, 1));
  }

  private static JsonLinesReader<Pair> reader(InputStream input, long position, long line) {
    return new JsonLinesReader<>(
        "in.jsonl", new CsvBytes(input, position), TimeFormat.AUTO, new PairDecoder(), line, null);
  }

  private void readAll(JsonLinesReader<Pair> reader) throws IOException {
    for (RowBatch<Pair> batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
      rows.addAll(batch.rows());
      rejected.addAll(batch.rejected());
    }
  }
}
