package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHeaderTest {
  private static final CsvDialect NAMED = CsvDialect.withHeader(',');
  private static final CsvDialect KNOWN = new CsvDialect(',', List.of("code", "price", "volume"));

  @ParameterizedTest
  @ValueSource(
      strings = {"price,volume,,,\n", "x,price,x,volume\n", "\"price\",\"volume\",\"\",\"\"\r\n"})
  void columnsThatNobodyAsksForMayHaveNoNameOrTheSame(String file) throws IOException {
    assertThat(slots(NAMED, file)).contains(0, 1);
  }

  @Test
  void aColumnThatIsAskedForIsThereOnce() {
    assertThatThrownBy(() -> slots(NAMED, "price,volume,price\n"))
        .hasMessage(
            "names the column 'price' twice in its header: 'price', 'volume', 'price'; rename one"
                + " of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code,price,volume\\n1,2,3 | -1,0,1 | 18",
        "volume,code,price\\n1,2,3 | 1,-1,0 | 18",
        "volume,code,price,note\\n1,2,3,x | 1,-1,0,-1 | 23",
        "1,2,3\\n | -1,0,1 | 0",
        "' ' | -1,0,1 | 0",
        "\"a\"b,2,3\\n | -1,0,1 | 0",
      })
  void aFileWithoutAHeaderMayHaveOneAllTheSame(String file, String slots, long bytes)
      throws IOException {
    String text = file.replace("\\n", "\n").strip();
    CsvHeader header = CsvHeader.read(bytes(text), KNOWN);
    assertThat(header.bytes()).isEqualTo(bytes);
    assertThat(header.slots(List.of("price", "volume")))
        .containsExactly(List.of(slots.split(",")).stream().mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"code,volume\n", "code,preis,volume\n", "CODE,VOLUME,PRICE\n", " price,1,2\n"})
  void aFirstRowWithSomeOfTheNamesIsNeitherHeaderNorRow(String file) {
    assertThatThrownBy(() -> slots(KNOWN, file))
        .isInstanceOf(CsvFileException.class)
        .hasMessageStartingWith("begins with a row that has some names of columns, but not all: '")
        .hasMessageContaining("; known are 'code', 'price', 'volume'; remove it: `sed 1d`")
        .hasMessageEndingWith("--columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "price;volume | give `--delimiter ';'`",
        "\"price\";\"volume\" | perhaps `--delimiter ';'`",
        "price\\tvolume | give `--delimiter tab`",
        "Price,volume | 'Price' has upper and lower case otherwise: `sed '1s/Price/price/'`",
        "~ price,volume~ | ' price' has blanks around it: `sed '1s/ price/price/'`",
        "pri\\u200bce,volume | 'pri\u200bce' has characters that are not seen: rename it in the file",
        "price,volume\\r1,2\\r | its lines end in CR alone: `tr '\\r' '\\n'`",
        "\"price\",volume\\r1,2\\r | its lines end in CR alone: `tr '\\r' '\\n'`",
        "sep=;\\nprice;volume | its first line is for Excel: remove it by `sed 1d`, and give `--delimiter ';'`",
        "sep=,\\nprice,volume | its first line is for Excel: remove it by `sed 1d`, and give `--delimiter ','`",
        "~# of May\\nprice,volume~ | they are in line 2: remove what is above by `sed 1,1d`",
        "a,b\\n\\n\\nprice;volume | they are in line 4: remove what is above by `sed 1,3d`, and give `--delimiter ';'`",
      })
  void aColumnThatIsMissingComesWithWhatToDo(String file, String advice) {
    String text =
        file.replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("\\t", "\t")
            .replace("\\u200b", "\u200b");
    assertThatThrownBy(() -> slots(NAMED, text + (text.endsWith("\r") ? "" : "\n1,2\n")))
        .isInstanceOf(CsvFileException.class)
        .hasMessageEndingWith("; " + advice);
  }

  @Test
  void hangulThatLooksTheSameIsNamed() {
    String decomposed = Normalizer.normalize("금액", Normalizer.Form.NFD);
    assertThatThrownBy(() -> CsvHeader.read(bytes(decomposed), NAMED).slots(List.of("금액")))
        .hasMessage(
            "has no column '금액'; it has: '"
                + decomposed
                + "'; '"
                + decomposed
                + "' looks the same, and is decomposed there (NFD): `uconv -x nfc`");
    assertThatThrownBy(() -> CsvHeader.read(bytes("금액"), NAMED).slots(List.of(decomposed)))
        .hasMessageEndingWith("; '금액' is composed there (NFC): give the name so");
  }

  @Test
  void namesAreQuotedAndEscapedAndNotTooMany() {
    assertThatThrownBy(() -> slots(NAMED, "a b,\u001b[0m," + "x,".repeat(60) + "\n"))
        .hasMessageStartingWith(
            "has no column 'price', 'volume'; it has: 'a b', '\\u001b[0m', 'x', 'x'")
        .hasMessageEndingWith("'x', …");
  }

  private static int[] slots(CsvDialect dialect, String file) throws IOException {
    return CsvHeader.read(bytes(file), dialect).slots(List.of("price", "volume"));
  }

  private static CsvBytes bytes(String file) {
    return new CsvBytes(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), 0);
  }
}
