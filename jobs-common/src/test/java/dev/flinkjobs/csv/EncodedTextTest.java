package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.csv.PairDecoder.Pair;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTextTest {

  @ParameterizedTest
  @CsvSource({
    "cp949, x-windows-949, 똠방각하",
    "euc-kr, EUC-KR, 금액",
    "utf-16le, UTF-16LE, 금액\ud83d\ude00",
    "utf-16be, UTF-16BE, é",
    "windows-1252, windows-1252, é€",
  })
  void rowsAreReadInAnyEncodingWithTheBytesAtWhichTheyStand(
      String name, Charset charset, String text) throws IOException {
    String good = text + ",1\r\n\"" + text + ",\n\",2\n";
    byte[] file = bytes(charset, "name,amount\n" + good + text + ",x\n" + text + ",3");
    long offset = bytes(charset, "name,amount\n" + good).length;
    for (int block : List.of(1, 2, 3, 7, 4096)) {
      Outcome read = read(name, file, block);
      assertThat(read.names).containsExactly(text, text + ",\n", text);
      assertThat(read.rejected)
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.offset()).isEqualTo(offset);
                assertThat(row.line()).isEqualTo(5);
                assertThat(row.reason()).isEqualTo(RejectReason.NOT_A_NUMBER);
                assertThat(row.raw()).isEqualTo(text + ",x");
              });
      assertThat(read.position).isEqualTo(file.length);
    }
  }

  @ParameterizedTest
  @CsvSource({"cp949, x-windows-949", "utf-16le, UTF-16LE"})
  void whatIsMalformedIsBadEncodingAndNothingMore(String name, Charset charset) throws IOException {
    byte[] head = bytes(charset, "name,amount\n가,1\na");
    byte[] tail = bytes(charset, ",2\n나,3\n라,x\n");
    byte[] bad =
        charset.name().equals("UTF-16LE") ? new byte[] {0, (byte) 0xD8} : new byte[] {(byte) 0xC9};
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head);
    file.writeBytes(bad);
    file.writeBytes(tail);
    Outcome read = read(name, file.toByteArray(), 5);
    assertThat(read.names).containsExactly("가", "나");
    assertThat(read.rejected)
        .extracting(Rejected::reason)
        .containsExactly(RejectReason.BAD_ENCODING, RejectReason.NOT_A_NUMBER);
    assertThat(read.rejected.get(1).offset())
        .isEqualTo(file.size() - bytes(charset, "라,x\n").length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Shift_JIS",
        "GBK",
        "GB18030",
        "Big5",
        "EUC-JP",
        "ISO-2022-KR",
        "IBM037",
        "UTF-32",
        "utf-16",
        "klingon",
        ""
      })
  void othersAreRefusedByName(String name) {
    assertThatThrownBy(() -> TextEncoding.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("is not allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504B0304140000 | is a zip archive",
        "D0CF11E0A1B11AE1 | is an old Excel file",
        "425A6839314159265359 | is bzip2: decompress it by `bzip2 -dc`",
        "28B52FFD04005901 | is zstd: decompress it by `zstd -dc`",
        "FD377A585A000004 | is xz: decompress it by `xz -dc`",
        "5041523115041500 | is Parquet: convert it by `duckdb",
        "4F52430A0B0A0300 | is ORC: convert it by",
        "4F626A0104166176 | is Avro: convert it by",
        "FFFE61002C00 | is UTF-16, not UTF-8; add `--encoding utf-16le`",
        "FEFF0061002C | is UTF-16, not UTF-8; add `--encoding utf-16be`",
        "61002C0062000A00 | is UTF-16, not UTF-8; add `--encoding utf-16le`",
        "0061002C0062000A | is UTF-16, not UTF-8; add `--encoding utf-16be`",
        "08AE2C0062000A00 | is UTF-16, not UTF-8; add `--encoding utf-16le`",
        "00AC2C0062000A0000AC2C0031000A00 | is UTF-16, not UTF-8; add `--encoding utf-16le`",
        "53514C69746520666F726D6174203300100001 | is a binary file, not text; convert it to CSV",
        "4152524F5731000010000000 | is a binary file, not text; convert it to CSV",
        "612E6373760000000000003030303036 | is a binary file, not text; convert it to CSV",
      })
  void otherFormatsAreNamedWithTheirAdvice(String hex, String message) {
    byte[] file = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> FirstBytes.areGzip(new ByteArrayInputStream(file), TextEncoding.UTF_8))
        .isInstanceOf(CsvFileException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "EFBBBF612C62, cp949, is marked as utf-8, not cp949; give `--encoding utf-8`",
    "FFFE61002C00, windows-1252, is marked as utf-16le, not windows-1252; give `--encoding utf-16le`",
    "FEFF0061002C, utf-16le, is marked as utf-16be, not utf-16le; give `--encoding utf-16be`",
  })
  void aByteOrderMarkContradictsAnotherEncoding(
      String hex, String encoding, String before, String behind) {
    byte[] file = HexFormat.of().parseHex(hex);
    assertThatThrownBy(
            () -> FirstBytes.areGzip(new ByteArrayInputStream(file), TextEncoding.of(encoding)))
        .isInstanceOf(CsvFileException.class)
        .hasMessage(before + ", " + behind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORC,PAR1\n", "BZh9,a\n", "PK,Obj\n", "금액,a\n", "a,b\n\0,1\n", "a", ""})
  void textIsText(String text) throws IOException {
    assertThat(
            FirstBytes.areGzip(
                inBlocks(text.getBytes(StandardCharsets.UTF_8), 1), TextEncoding.UTF_8))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1} | true",
        "~\ufeff\n \r\n { \"a\":1}~ | true",
        "{} | true",
        "a,{ | false",
        "{id},b | false",
        "[a],b | false",
        "~~ | false",
      })
  void jsonLinesAreKnownByWhatTheyBeginWith(String text, boolean isJson) throws IOException {
    assertThat(
            FirstBytes.areJsonLines(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(isJson);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1}]",
        "[\n  {\n",
        "{\n  \"a\": 1\n}",
        "{\"a\": {\n",
        "{ \"a\":1,\n\"b\":2}"
      })
  void otherJsonIsNamed(String text) {
    assertThatThrownBy(
            () ->
                FirstBytes.areJsonLines(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(CsvFileException.class)
        .hasMessageContaining("`jq -c ");
  }

  private static final class Outcome {
    final List<String> names = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();
    long position;
  }

  private static Outcome read(String encoding, byte[] file, int block) throws IOException {
    CsvDialect dialect = CsvDialect.withHeader(',').in(TextEncoding.of(encoding));
    CsvReader<Pair> reader =
        CsvReader.fromStart("f", inBlocks(file, block), dialect, new PairDecoder(), null);
    Outcome read = new Outcome();
    for (RowBatch<Pair> batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
      batch.rows().forEach(row -> read.names.add(row.name()));
      read.rejected.addAll(batch.rejected());
    }
    read.position = reader.position();
    return read;
  }

  private static InputStream inBlocks(byte[] file, int block) {
    return new FilterInputStream(new ByteArrayInputStream(file)) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return super.read(bytes, from, Math.min(length, block));
      }
    };
  }

  private static byte[] bytes(Charset charset, String text) {
    return text.getBytes(charset);
  }
}
