package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RejectedFormatTest {
  private final RejectedFormat format = new RejectedFormat();

  @Test
  void printsWhereAndWhat() {
    assertThat(format.print(rejected(17L, "amount", "12,5", RejectReason.NOT_A_NUMBER)))
        .isEqualTo(
            "rejected data/t.csv:17: amount '12,5' is not a number; it has a decimal comma: write"
                + " 12.5");
  }

  @Test
  void printsTheOffsetWhereTheLineIsUnknown() {
    assertThat(format.print(rejected(null, "amount", "", RejectReason.MISSING_VALUE)))
        .isEqualTo("rejected data/t.csv@120: amount is missing");
  }

  @Test
  void printsTheRowWhereNoColumnIsAtFault() {
    assertThat(format.print(rejected(17L, null, null, RejectReason.WRONG_COLUMN_COUNT)))
        .isEqualTo("rejected data/t.csv:17: wrong column count in 'a,\"12,5\"'");
  }

  @Test
  void printsOneShortLineWhateverTheDataIs() {
    String line =
        format.print(
            rejected(17L, "note", "x\n\u001b[2J" + "가".repeat(100), RejectReason.NOT_A_NUMBER));
    assertThat(line)
        .isEqualTo(
            "rejected data/t.csv:17: note 'x\\n\\u001b[2J" + "가".repeat(73) + "…' is not a number");
  }

  @Test
  void writesAllColumnsAsCsv() {
    assertThat(written(FileFormat.CSV, rejected(17L, "amount", "12,5", RejectReason.NOT_A_NUMBER)))
        .isEqualTo(
            "id,file,offset,line,column,value,reason,raw,encoding\n"
                + "data/t.csv@120,data/t.csv,120,17,amount,\"12,5\",not a number,"
                + "\"a,\"\"12,5\"\"\",utf-8\n");
  }

  @Test
  void writesWhatIsUnknownAsNull() {
    assertThat(
            written(
                FileFormat.JSON,
                new Rejected(
                    "s@0", "s", 0, null, null, null, RejectReason.BAD_ENCODING, "gICA", true)))
        .isEqualTo(
            "{\"id\":\"s@0\",\"file\":\"s\",\"offset\":0,\"line\":null,\"column\":null,"
                + "\"value\":null,\"reason\":\"bad encoding\",\"raw\":\"gICA\","
                + "\"encoding\":\"base64\"}\n");
  }

  private String written(FileFormat fileFormat, Rejected rejected) {
    Utf8Buffer buffer = new Utf8Buffer(1);
    FileRowWriter<Rejected> writer = fileFormat.rowWriter(format.layout(), buffer);
    writer.header();
    writer.row(rejected);
    return new String(buffer.takeFrom(0), StandardCharsets.UTF_8);
  }

  private static Rejected rejected(
      @Nullable Long line, @Nullable String column, @Nullable String value, RejectReason reason) {
    return new Rejected(
        "data/t.csv@120", "data/t.csv", 120, line, column, value, reason, "a,\"12,5\"", false);
  }
}
