package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

  @Test
  void rowsAreReadByTheNamesOfTheirColumnsInAnyOrder() {
    assertThat(read("amount,other,type\n1.50,x,a\n2,y,b\n").rows).containsExactly("a=1.50", "b=2");
  }

  @Test
  void theLastLineNeedsNoLineEnd() {
    assertThat(read("type,amount\na,1\nb,2").rows).containsExactly("a=1", "b=2");
  }

  @Test
  void lineEndsMayBeCarriageReturnAndLineFeed() {
    assertThat(read("type,amount\r\na,1\r\nb,2\r\n").rows).containsExactly("a=1", "b=2");
  }

  @Test
  void aLastCarriageReturnAloneEndsTheLastLine() {
    assertThat(read("type,amount\r\na,1\r").rows).containsExactly("a=1");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    assertThat(read("\uFEFFtype,amount\na,1\n").rows).containsExactly("a=1");
  }

  @Test
  void aHeaderAloneIsNoRows() {
    Outcome outcome = read("type,amount\n");
    assertThat(outcome.rows).isEmpty();
    assertThat(outcome.rejected).isEmpty();
  }

  @Test
  void anEmptyLineIsNoRow() {
    Outcome outcome = read("type,amount\na,1\n\n\r\nb,2\n\n");
    assertThat(outcome.rows).containsExactly("a=1", "b=2");
    assertThat(outcome.rejected).isEmpty();
  }

  @Test
  void quotedFieldsHoldDelimitersQuotesAndLineBreaks() {
    assertThat(
            read("type,amount\n\"a,b\",1\n\"say \"\"hi\"\"\",\"2\"\n\"x\ny\",3\n\"\"\"\",4").rows)
        .containsExactly("a,b=1", "say \"hi\"=2", "x\ny=3", "\"=4");
  }

  @Test
  void aQuotedFieldMayEndTheLineInEitherWay() {
    assertThat(read("amount,type\n1,\"a\"\r\n2,\"b\"\n3,\"c\"").rows)
        .containsExactly("a=1", "b=2", "c=3");
  }

  @Test
  void aQuoteInsideAnUnquotedFieldIsText() {
    assertThat(read("type,amount\n5\" pipe,1\n").rows).containsExactly("5\" pipe=1");
  }

  @Test
  void otherDelimitersSeparateToo() {
    CsvDialect tabs = CsvDialect.withHeader('\t');
    assertThat(read(tabs, bytes("type\tamount\na,b\t1\n")).rows).containsExactly("a,b=1");
  }

  @Test
  void columnsMayBeGivenForAFileWithoutAHeader() {
    CsvDialect named = new CsvDialect(',', List.of("x", "type", "amount"));
    assertThat(read(named, bytes("0,a,1\n0,b,2\n")).rows).containsExactly("a=1", "b=2");
  }

  @Test
  void inLinesOfTextNothingHasAMeaningButTheLineEnd() {
    assertThat(lines("\"open\n  5\" pipe, a\tb\r\n\n\"a\",\"b").rows)
        .containsExactly("\"open", "  5\" pipe, a\tb", "", "\"a\",\"b");
    assertThat(lines("").rows).isEmpty();
    assertThat(lines("\uFEFFfirst\n").rows).containsExactly("first");
  }

  @Test
  void aLineOfTextThatIsNotUtf8IsRejectedWithItsPlaceAndBytes() {
    Outcome outcome =
        read(CsvDialect.LINES, LINE, concat(bytes("a\nb"), new byte[] {(byte) 0xE9}, bytes("\nc")));
    assertThat(outcome.rows).containsExactly("a", "c");
    Rejected rejected = outcome.rejected.get(0);
    assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ENCODING);
    assertThat(rejected.offset()).isEqualTo(2);
    assertThat(rejected.line()).isEqualTo(2);
    assertThat(rejected.raw()).isEqualTo("Yuk=");
  }

  @Test
  void aLineOfTextOfOverAMebibyteIsRejectedAndThoseAroundItAreRead() {
    Outcome outcome = lines("a\n" + "x".repeat(1 << 20) + "\n" + "y".repeat(1 << 19) + "\nb\n");
    assertThat(outcome.rows).containsExactly("a", "y".repeat(1 << 19), "b");
    assertThat(outcome.reasons()).containsExactly(RejectReason.ROW_TOO_LONG);
  }

  @Test
  void koreanTextIsText() {
    assertThat(read("type,amount\n입금,1\n").rows).containsExactly("입금=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-12.50", "+5", "0.1", "007", "123456789012345678901234567890.12"})
  void plainDecimalsAreAmounts(String amount) {
    assertThat(read("type,amount\na," + amount + "\n").rejected).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "1e",
        "1e+",
        "e3",
        "-e3",
        ".e3",
        ".5e",
        "5 .",
        "1e3.5",
        "1e1e1",
        "1e 3",
        "1e+-3",
        "1.2.3e4",
        "1f3",
        "NaN",
        "\"1,000\"",
        "1 5",
        "\u00a05",
        "$5",
        "5원",
        "\"12,50\"",
        "-",
        "+",
        "1.2.3",
        "--1",
        "0x1F",
        "١",
        "1_000"
      })
  void anythingElseIsNotANumber(String amount) {
    assertThat(read("type,amount\na," + amount + "\n").reasons())
        .containsExactly(RejectReason.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({
    ".5, 0.5",
    "-.5, -0.5",
    "5., 5",
    "+3, 3",
    ".5e3, 500",
    "5.e3, 5000",
    "' \t-12.50\t', -12.50",
    "' 1e3 ', 1000",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775808",
    "-9999999999999999999.99, -9999999999999999999.99",
    "1e3, 1000",
    "1E3, 1000",
    "1e+03, 1000",
    "-1.5e3, -1500",
    "+2.50e1, 25.0",
    "1.0E7, 10000000",
    "3.4e-07, 0.00000034",
    "0e5, 0",
    "1.23456789012345678901e2, 123.456789012345678901",
    "1e00000000000000000000003, 1000",
    "9e18, 9000000000000000000",
    "9e19, 90000000000000000000",
  })
  void anExponentMovesThePoint(String written, String value) {
    assertThat(read("type,amount\na," + written + "\n").rows).containsExactly("a=" + value);
    assertThat(read("type,amount\na,\"" + written + "\"\n").rows).containsExactly("a=" + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "1e-1000", "-9.9E+1000"})
  void anExponentMayBeAThousand(String amount) {
    assertThat(read("type,amount\na," + amount + "\n").rows)
        .containsExactly("a=" + new BigDecimal(amount).toPlainString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "1e-1001", "0e1001", "1e99999999999999999999", "1e-2147483648"})
  void anExponentBeyondAThousandIsOutOfRange(String amount) {
    assertThat(read("type,amount\na," + amount + "\n").reasons())
        .containsExactly(RejectReason.OUT_OF_RANGE);
  }

  @Test
  void aNumberHasAtMostAThousandDigitsInFrontOfItsExponent() {
    String digits = "9".repeat(1000);
    assertThat(read("type,amount\na," + digits + "e1\nb," + digits + "9e1\n").reasons())
        .containsExactly(RejectReason.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\"\"", "\" \"", "\t", "\u3000"})
  void aBlankValueIsMissing(String blank) {
    assertThat(read("type,amount\na," + blank + "\n" + blank + ",1\n").reasons())
        .containsExactly(RejectReason.MISSING_VALUE, RejectReason.MISSING_VALUE);
  }

  @Test
  void aNumberOfMoreDigitsThanAnyAmountIsOutOfRange() {
    assertThat(read("type,amount\na," + "9".repeat(1001) + "\n").reasons())
        .containsExactly(RejectReason.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a,1,2", "a,1,"})
  void aRowOfMoreOrFewerColumnsThanTheHeaderIsRejected(String row) {
    assertThat(read("type,amount\n" + row + "\nb,2\n").reasons())
        .containsExactly(RejectReason.WRONG_COLUMN_COUNT);
  }

  @Test
  void textAfterAClosingQuoteRejectsItsLineOnly() {
    Outcome outcome = read("type,amount\n\"a\"b,1\nc,2\n");
    assertThat(outcome.reasons()).containsExactly(RejectReason.BAD_QUOTE);
    assertThat(outcome.rows).containsExactly("c=2");
  }

  @Test
  void aQuoteThatIsNeverClosedRejectsItsLineOnly() {
    Outcome outcome = read("type,amount\n\"a,1\nb,2\nc,3\n");
    assertThat(outcome.reasons()).containsExactly(RejectReason.BAD_QUOTE);
    assertThat(outcome.rows).containsExactly("b=2", "c=3");
  }

  @Test
  void aRowThatIsTooLongIsRejectedAndTheNextIsRead() {
    String tooLong = "x".repeat(CsvBytes.MAX_ROW + 10);
    Outcome outcome = read("type,amount\na,1\n" + tooLong + ",1\nb,2\n");
    assertThat(outcome.reasons()).containsExactly(RejectReason.ROW_TOO_LONG);
    assertThat(outcome.rows).containsExactly("a=1", "b=2");
  }

  @Test
  void bytesThatAreNotUtf8RejectTheirRowWhicheverColumnTheyAreIn() {
    byte[] file =
        concat(bytes("type,amount,note\na,1,"), new byte[] {(byte) 0xB0}, bytes("\nb,2,\n"));
    Outcome outcome = read(file);
    assertThat(outcome.reasons()).containsExactly(RejectReason.BAD_ENCODING);
    assertThat(outcome.rejected.get(0).base64()).isTrue();
    assertThat(outcome.rejected.get(0).raw()).isEqualTo("YSwxLLA=");
    assertThat(outcome.rows).containsExactly("b=2");
  }

  @Test
  void aRejectedRowSaysWhereItIsAndWhatIsWrong() {
    Rejected rejected = read("type,amount\n\"a\nb\",1\nc,\"12,5\"\n").rejected.get(0);
    assertThat(rejected)
        .isEqualTo(
            new Rejected(
                rejected.id(),
                "t.csv",
                20,
                4L,
                "amount",
                "12,5",
                RejectReason.NOT_A_NUMBER,
                "c,\"12,5\"",
                false));
  }

  @Test
  void everyRowEndsInExactlyOneOfTheOutputs() {
    Outcome outcome = read("type,amount\na,1\n,2\nb\nc,x\n\"d\"e,1\nf,3\n");
    assertThat(outcome.rows.size() + outcome.rejected.size()).isEqualTo(6);
  }

  @Test
  void rowsDoNotDependOnHowManyBytesAReadReturns() {
    Random random = new Random(7);
    String file =
        IntStream.range(0, 2000)
            .mapToObj(i -> randomRow(random))
            .collect(Collectors.joining("", "type,amount,note\n", ""));
    Outcome whole = read(file);
    assertThat(whole.rows).isNotEmpty();
    assertThat(whole.rejected).isNotEmpty();
    for (int bytesAtOnce : new int[] {1, 2, 3, 7, 8, 9, 64, 1000}) {
      Outcome pieces = readInPieces(bytes(file), bytesAtOnce);
      assertThat(pieces.rows).isEqualTo(whole.rows);
      assertThat(pieces.rejected).isEqualTo(whole.rejected);
    }
  }

  @Test
  void readingOnFromTheEndOfAnyBatchGivesTheSameRows() throws Exception {
    Random random = new Random(11);
    String file =
        IntStream.range(0, 150_000)
            .mapToObj(i -> randomRow(random))
            .collect(Collectors.joining("", "type,amount,note\n", ""));
    Outcome whole = read(file);
    int[] slots = {0, 1, -1};
    CsvReader<String> first = open(new ByteArrayInputStream(bytes(file)));
    int restarts = 0;
    Outcome before = new Outcome();
    for (RowBatch<String> batch = first.readBatch(); batch != null; batch = first.readBatch()) {
      before.add(batch);
      InputStream rest = new ByteArrayInputStream(bytes(file));
      rest.skipNBytes(first.position());
      CsvBytes window = new CsvBytes(rest, first.position());
      Outcome restarted = new Outcome();
      restarted.rows.addAll(before.rows);
      restarted.rejected.addAll(before.rejected);
      restarted.addAll(
          new CsvReader<>("t.csv", rest, window, COMMAS, DECODER, slots, first.line(), null));
      assertThat(restarted.rows).isEqualTo(whole.rows);
      assertThat(restarted.rejected).isEqualTo(whole.rejected);
      restarts++;
    }
    assertThat(restarts).isGreaterThan(3);
  }

  @Test
  void aRowThatIsTooLongIsOneRowWhateverStandsAtTheLimit() {
    String long1 = "x".repeat(CsvBytes.MAX_ROW - 1) + "\ry,1";
    Outcome outcome = read("type,amount\n" + long1 + "\na,1\n");
    assertThat(outcome.rows).containsExactly("a=1");
    assertThat(outcome.rejected)
        .singleElement()
        .satisfies(row -> assertThat(row.reason()).isEqualTo(RejectReason.ROW_TOO_LONG));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"5 in,1\nb,2\nc,3\nd,\"4\" in\ne,5\n', 'b=2 c=3 e=5', '2 5'",
    "'\"5 in,1\r\nb,2\r\n\"x\"y,3\r\nc,4\r\n', 'b=2 c=4', '2 4'",
    "'\"a\nb\"c,1\nd,2\n', 'b\"c=1 d=2', '2'",
    "'\"a\"b,1\nd,2\n', 'd=2', '2'",
    "'\"a\"\rb,1\nd,2\n', 'd=2', '2'",
    "'\"a\nb\"\rc,1\nd,2\n', 'b\"\rc=1 d=2', '2'",
    "'\"a\nb\",1\nd,\"2\"x\ne,3\n', 'a\nb=1 e=3', '4'",
    "'a,1\nb,\"2\"\r', 'a=1', '3'",
    "'a,1\r\nb,\"2\"\r', 'a=1', '3'",
    "'a,\"1\"\r\nb,2\r', 'a=1 b=2', ''",
    "'a,1\n\"b\"\r,2', 'a=1', '3'",
    "'a,1\n\"b\"\r', 'a=1', '3'",
  })
  void aBadQuoteCostsOneLineHoweverFarItsFieldGoes(String rows, String good, String badLines)
      throws IOException {
    byte[] file = bytes("type,amount\n" + rows);
    for (int block = 1; block <= file.length; block++) {
      Outcome outcome = read(COMMAS, DECODER, inBlocks(file, block));
      assertThat(String.join(" ", outcome.rows)).as("blocks of %s", block).isEqualTo(good);
      assertThat(outcome.rejected.stream().map(row -> String.valueOf(row.line())))
          .as("blocks of %s", block)
          .containsExactly(badLines.isEmpty() ? new String[0] : badLines.split(" "));
    }
  }

  @Test
  void aCarriageReturnAtFaultIsInTheRejectedRow() {
    assertThat(read("type,amount\na,\"1\"\r").rejected.get(0).raw()).isEqualTo("a,\"1\"\r");
    assertThat(read("type,amount\na,\"1\"x\r\n").rejected.get(0).raw()).isEqualTo("a,\"1\"x");
  }

  @Test
  void aFileWithoutTheColumnIsAnErrorThatNamesThoseThatAreThere() {
    assertThatThrownBy(() -> open(new ByteArrayInputStream(bytes("typ,amount\n"))))
        .isInstanceOf(CsvFileException.class)
        .hasMessage("has no column 'type'; it has: 'typ', 'amount'");
  }

  @Test
  void aHeaderThatNamesAColumnTwiceIsAnError() {
    assertThatThrownBy(() -> open(new ByteArrayInputStream(bytes("type,amount,type\n"))))
        .isInstanceOf(CsvFileException.class)
        .hasMessage(
            "names the column 'type' twice in its header: 'type', 'amount', 'type'; rename one of them");
  }

  @Test
  void aHeaderThatCannotBeReadSaysWhy() {
    assertThatThrownBy(() -> open(new ByteArrayInputStream(bytes("\"type\"x,amount\n"))))
        .isInstanceOf(CsvFileException.class)
        .hasMessage("has no readable header line: text after a closing quote");
    assertThatThrownBy(() -> open(new ByteArrayInputStream(bytes("\"type,amount\n"))))
        .isInstanceOf(CsvFileException.class)
        .hasMessage(
            "has no readable header line: a quote that is not closed, or a line of over 1 MiB");
    assertThatThrownBy(() -> open(new ByteArrayInputStream(bytes(",".repeat(10_000) + "\n"))))
        .isInstanceOf(CsvFileException.class)
        .hasMessage("has no readable header line: 10001 columns");
  }

  @Test
  void anEmptyFileIsAnError() {
    assertThatThrownBy(() -> open(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(CsvFileException.class)
        .hasMessageStartingWith("is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, is UTF-16, iconv -f UTF-16",
    "MS949, is not UTF-8, iconv -f CP949",
    "Shift_JIS, is not UTF-8, iconv -f ENCODING",
    "GBK, is not UTF-8, iconv -f ENCODING",
    "windows-1252, is not UTF-8, iconv -f ENCODING",
  })
  void aHeaderInAnotherEncodingIsAnErrorThatSaysHowToConvert(
      Charset charset, String problem, String advice) {
    String name =
        Map.of("Shift_JIS", "テスト", "GBK", "类型", "windows-1252", "Café")
            .getOrDefault(charset.name(), "유형");
    byte[] file = (name + ",amount\n").getBytes(charset);
    assertThatThrownBy(() -> open(new ByteArrayInputStream(file)))
        .isInstanceOf(CsvFileException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(advice);
  }

  private static final CsvDialect COMMAS = CsvDialect.withHeader(',');
  private static final RowDecoder<String> DECODER = new TypeAndAmount();
  private static final LineDecoder LINE = new LineDecoder();

  /** Rows of every kind, right and wrong. */
  private static String randomRow(Random random) {
    String[] types = {"a", "\"b,c\"", "\"d\ne\"", "\"f\"\"g\"", "입금", "", "\"h\"i", "\"\""};
    String[] amounts = {"1", "-2.50", "x", "", "\"3\"", "12345678901234567890.1"};
    String[] notes = {"", "note", "\"n\r\nn\"", "a,b", "주의"};
    String[] ends = {"\n", "\r\n", "\n\n"};
    return types[random.nextInt(types.length)]
        + ","
        + amounts[random.nextInt(amounts.length)]
        + ","
        + notes[random.nextInt(notes.length)]
        + ends[random.nextInt(ends.length)];
  }

  private static Outcome read(String file) {
    return read(bytes(file));
  }

  private static Outcome read(byte[] file) {
    return read(COMMAS, file);
  }

  private static Outcome read(CsvDialect dialect, byte[] file) {
    return read(dialect, new ByteArrayInputStream(file));
  }

  private static Outcome lines(String text) {
    return read(CsvDialect.LINES, LINE, bytes(text));
  }

  private static Outcome readInPieces(byte[] file, int bytesAtOnce) {
    return read(
        COMMAS,
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, bytesAtOnce));
          }
        });
  }

  private static Outcome read(CsvDialect dialect, InputStream input) {
    return read(dialect, DECODER, input);
  }

  private static Outcome read(CsvDialect dialect, RowDecoder<String> decoder, byte[] file) {
    return read(dialect, decoder, new ByteArrayInputStream(file));
  }

  private static Outcome read(CsvDialect dialect, RowDecoder<String> decoder, InputStream input) {
    try {
      Outcome outcome = new Outcome();
      outcome.addAll(open(dialect, decoder, input));
      return outcome;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Gives so many bytes at a time, as a slow connection does. */
  private static InputStream inBlocks(byte[] file, int block) {
    return new FilterInputStream(new ByteArrayInputStream(file)) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return super.read(bytes, from, Math.min(length, block));
      }
    };
  }

  private static CsvReader<String> open(InputStream input) throws IOException {
    return open(COMMAS, DECODER, input);
  }

  private static CsvReader<String> open(
      CsvDialect dialect, RowDecoder<String> decoder, InputStream input) throws IOException {
    return CsvReader.fromStart("t.csv", input, dialect, decoder, (EventTime) null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** All batches of a file. */
  private static final class Outcome {
    final List<String> rows = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();

    void addAll(CsvReader<String> reader) throws IOException {
      for (RowBatch<String> batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        add(batch);
      }
    }

    void add(RowBatch<String> batch) {
      rows.addAll(batch.rows());
      rejected.addAll(batch.rejected());
    }

    List<RejectReason> reasons() {
      return rejected.stream().map(Rejected::reason).toList();
    }
  }

  /** Reads {@code type=amount}. */
  private static final class TypeAndAmount implements RowDecoder<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of("type", "amount");
    }

    @Override
    public String decode(Fields row) throws BadValue {
      return row.key(0, 1) + "=" + row.decimal(1);
    }

    @Override
    public TypeInformation<String> type() {
      return Types.STRING;
    }
  }
}
