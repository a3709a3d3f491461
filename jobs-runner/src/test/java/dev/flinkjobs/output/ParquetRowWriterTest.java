package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Decimal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, Parquet's own library reads. */
class ParquetRowWriterTest {
  private static final List<Column<Object>> COLUMNS =
      List.of(
          column("이름", ColumnType.TEXT),
          column("total", ColumnType.NUMBER),
          column("count", ColumnType.WHOLE),
          column("large", ColumnType.TRUTH),
          column("at", ColumnType.TIME));

  @TempDir private Path directory;

  @Test
  void columnsHaveTheirTypes() throws IOException {
    assertThat(file(row -> {}).schema())
        .isEqualTo(
            """
            message results {
              optional binary 이름 (STRING);
              optional fixed_len_byte_array(16) total (DECIMAL(38,18));
              optional int64 count;
              optional boolean large;
              optional int64 at (TIMESTAMP(MICROS,true));
            }
            """);
  }

  @Test
  void valuesAreTheSameToTheLastDigit() throws IOException {
    List<String> totals =
        List.of(
            "0.000000000000000001",
            "-0.010000000000000000",
            "9223372036854775807.000000000000000000",
            "-92233720368547758.080000000000000000",
            "99999999999999999999.999999999999999999",
            "-99999999999999999999.999999999999999999",
            "12345678901234567890.123400000000000000");
    assertThat(
            file(row -> {
                  for (String total : totals) {
                    row.text("서울 \"a\"\n");
                    row.number(Decimal.of(total));
                    row.number(Long.MIN_VALUE);
                    row.truth(total.startsWith("-"));
                    row.text("1883-01-01T00:00:00.123456+08:27:52");
                    row.endRow();
                  }
                })
                .rows())
        .containsExactlyElementsOf(
            totals.stream()
                .map(
                    total ->
                        "서울 \"a\"\n|"
                            + total
                            + "|-9223372036854775808|"
                            + total.startsWith("-")
                            + "|-2745476871876544")
                .toList());
  }

  @Test
  void whatIsNullIsNull() throws IOException {
    ParquetReader file =
        file(
            row ->
                IntStream.range(0, 20)
                    .forEach(
                        i -> {
                          row.text(i % 3 == 0 ? null : "text " + i);
                          row.number(i % 2 == 0 ? null : Decimal.of(i, 0));
                          row.number(i);
                          row.truth(i % 5 == 0);
                          row.text(null);
                          row.endRow();
                        }));
    assertThat(file.rows())
        .containsExactlyElementsOf(
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        (i % 3 == 0 ? "null" : "text " + i)
                            + "|"
                            + (i % 2 == 0 ? "null" : i + ".000000000000000000")
                            + "|"
                            + i
                            + "|"
                            + (i % 5 == 0)
                            + "|null")
                .toList());
  }

  @Test
  void manyRowsAreSeveralGroups() throws IOException {
    String text = "x".repeat(1000);
    ParquetReader file =
        file(
            row ->
                IntStream.range(0, 20_000)
                    .forEach(
                        i -> {
                          row.text(i % 7 == 0 ? null : text);
                          row.number(Decimal.of(i, 2));
                          row.number(i);
                          row.truth(i % 3 == 0);
                          row.text("2024-05-11T10:00:00Z");
                          row.endRow();
                        }));
    assertThat(file.groups()).isGreaterThan(1);
    assertThat(file.rows())
        .hasSize(20_000)
        .element(19_998)
        .isEqualTo(text + "|199.980000000000000000|19998|true|1715421600000000");
  }

  @Test
  void theNextFileIsOnItsOwn() throws IOException {
    Utf8Buffer buffer = new Utf8Buffer(16);
    FileRowWriter writer = new ParquetRowWriter(List.of(column("n", ColumnType.WHOLE)), buffer);
    for (int n = 1; n <= 2; n++) {
      buffer.truncate(0);
      writer.header();
      writer.number(n);
      writer.endRow();
      writer.footer();
      assertThat(read(buffer).rows()).containsExactly(String.valueOf(n));
    }
  }

  @Test
  void aNumberThatWouldBeRoundedEndsTheJob() {
    for (String number : List.of("0.0000000000000000001", "100000000000000000000")) {
      assertThatThrownBy(
              () ->
                  file(
                      row -> {
                        row.text("a");
                        row.number(Decimal.of(number));
                      }))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessage(
              "total "
                  + number
                  + ": parquet has 20 digits before the point and 18 behind it; take format=csv or"
                  + " format=json");
    }
  }

  @Test
  void aValueOfAnotherTypeIsAMistakeInTheProgram() {
    assertThatThrownBy(() -> file(row -> row.truth(true)))
        .hasMessage("column 이름 is TEXT and gets a TRUTH");
  }

  /** The writer is told what a column is, and gets its values from the test. */
  private static Column<Object> column(String name, ColumnType type) {
    return Column.of(name, type, (result, row) -> row.text(null));
  }

  private ParquetReader file(Consumer<FileRowWriter> rows) throws IOException {
    Utf8Buffer buffer = new Utf8Buffer(16);
    FileRowWriter writer = new ParquetRowWriter(COLUMNS, buffer);
    writer.header();
    rows.accept(writer);
    writer.footer();
    return read(buffer);
  }

  private ParquetReader read(Utf8Buffer buffer) throws IOException {
    Path file = directory.resolve("part-0-0.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      buffer.writeTo(out);
    }
    return ParquetReader.read(file);
  }
}
