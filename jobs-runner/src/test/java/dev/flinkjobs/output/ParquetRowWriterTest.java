package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Decimal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, Parquet's own library reads. */
class ParquetRowWriterTest {
  /** Of rows that are their values. */
  private static final List<Column<@Nullable Object[]>> COLUMNS =
      List.of(
          Column.of("이름", ColumnType.TEXT, row -> row[0]),
          Column.of("total", ColumnType.NUMBER, row -> row[1]),
          Column.of("count", ColumnType.WHOLE, row -> row[2]),
          Column.of("large", ColumnType.TRUTH, row -> row[3]),
          Column.of("at", ColumnType.TIME, row -> row[4]));

  @TempDir private Path directory;

  @Test
  void columnsHaveTheirTypes() throws IOException {
    assertThat(file(Stream.empty()).schema())
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
            file(totals.stream()
                    .map(
                        total ->
                            row(
                                "서울 \"a\"\n",
                                Decimal.of(total),
                                Long.MIN_VALUE,
                                total.startsWith("-"),
                                "1883-01-01T00:00:00.123456+08:27:52")))
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
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        row(
                            i % 3 == 0 ? null : "text " + i,
                            i % 2 == 0 ? null : Decimal.of(i, 0),
                            (long) i,
                            i % 5 == 0,
                            null)));
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
            IntStream.range(0, 20_000)
                .mapToObj(
                    i ->
                        row(
                            i % 7 == 0 ? null : text,
                            Decimal.of(i, 2),
                            (long) i,
                            i % 3 == 0,
                            "2024-05-11T10:00:00Z")));
    assertThat(file.groups()).isGreaterThan(1);
    assertThat(file.rows())
        .hasSize(20_000)
        .element(19_998)
        .isEqualTo(text + "|199.980000000000000000|19998|true|1715421600000000");
  }

  @Test
  void theNextFileIsOnItsOwn() throws IOException {
    Utf8Buffer buffer = new Utf8Buffer(16);
    FileRowWriter<Long> writer =
        new ParquetRowWriter<>(List.of(Column.<Long>whole("n", n -> n)), buffer);
    for (long n = 1; n <= 2; n++) {
      buffer.truncate(0);
      writer.header();
      writer.row(n);
      writer.footer();
      assertThat(read(buffer).rows()).containsExactly(String.valueOf(n));
    }
  }

  @Test
  void aNumberThatWouldBeRoundedEndsTheJob() {
    for (String number : List.of("0.0000000000000000001", "100000000000000000000")) {
      assertThatThrownBy(
              () ->
                  file(Stream.<@Nullable Object[]>of(row("a", Decimal.of(number), 1L, true, null))))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessage(
              "total "
                  + number
                  + ": parquet has 20 digits before the point and 18 behind it; take format=csv or"
                  + " format=json");
    }
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private ParquetReader file(Stream<@Nullable Object[]> rows) throws IOException {
    Utf8Buffer buffer = new Utf8Buffer(16);
    FileRowWriter<@Nullable Object[]> writer = new ParquetRowWriter<>(COLUMNS, buffer);
    writer.header();
    rows.forEach(writer::row);
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
