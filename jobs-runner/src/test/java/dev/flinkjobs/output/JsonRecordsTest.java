package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {
  private static final Row ROW = new Row("입금", "EUR", Decimal.of("7.50"), 2, true);

  @Test
  void theValueIsTheWholeResultWithoutALineEnd() {
    assertThat(text(records("type").value(ROW)))
        .isEqualTo(
            "{\"type\":\"입금\",\"currency\":\"EUR\",\"total\":7.50,\"count\":2,\"last\":true}");
  }

  @Test
  void theKeyIsTheColumnsOfTheKeyInTheirOrder() {
    assertThat(text(records("type").key(ROW))).isEqualTo("{\"type\":\"입금\"}");
    assertThat(text(records("count", "type", "total", "last").key(ROW)))
        .isEqualTo("{\"type\":\"입금\",\"total\":7.50,\"count\":2,\"last\":true}");
  }

  @Test
  void aResultThatStandsForItselfHasNoKey() {
    assertThat(records().key(ROW)).isNull();
  }

  @Test
  void oneAfterTheOtherEachIsOnItsOwn() {
    JsonRecords<Row> records = records("currency");
    records.value(ROW);
    assertThat(text(records.key(ROW))).isEqualTo("{\"currency\":\"EUR\"}");
    assertThat(text(records.value(ROW))).startsWith("{\"type\":").endsWith("true}");
  }

  @Test
  void aKeyOfAnUnknownColumnIsAMistakeInTheProgram() {
    assertThatThrownBy(() -> records("tpye")).hasMessage("key [tpye] not among " + COLUMNS);
  }

  private static String text(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
  }

  private static final List<String> COLUMNS = List.of("type", "currency", "total", "count", "last");

  private record Row(String type, String currency, Decimal total, long count, boolean last) {}

  private static JsonRecords<Row> records(String... key) {
    return new JsonRecords<>(new Format(List.of(key)));
  }

  private record Format(List<String> keyColumns) implements ResultFormat<Row> {

    @Override
    public List<Column<Row>> layout() {
      List<Column<Row>> columns =
          List.of(
              Column.text("type", Row::type),
              Column.text("currency", Row::currency),
              Column.number("total", Row::total),
              Column.whole("count", Row::count),
              Column.truth("last", Row::last));
      return Column.keyed(columns, keyColumns);
    }

    @Override
    public String print(Row result) {
      return result.toString();
    }
  }
}
