package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gzip file is read whole, or it is an error. */
class GzipMembersTest {
  private static final String TEXT =
      IntStream.range(0, 30_000).mapToObj(i -> i + ",한국\n").collect(Collectors.joining());

  /** Where the header of a member has its flags. */
  private static final int FLAGS = 3;

  private static final int HEADER = 10;
  private static final int TRAILER = 8;

  @Test
  void oneMemberIsItsText() throws IOException {
    assertThat(text(member(TEXT))).isEqualTo(TEXT);
  }

  @Test
  void membersAreReadOneAfterAnother() throws IOException {
    assertThat(text(member("a\n"), member(TEXT), member("c\n"))).isEqualTo("a\n" + TEXT + "c\n");
  }

  @Test
  void emptyMembersAreNoEnd() throws IOException {
    assertThat(text(member(""), member("a\n"), member(""), member(""), member("b\n"), member("")))
        .isEqualTo("a\nb\n");
  }

  @Test
  void blocksOfBgzfAreMembers() throws IOException {
    byte[] blockEnd = {
      0x1F,
      (byte) 0x8B,
      8,
      4,
      0,
      0,
      0,
      0,
      0,
      -1,
      6,
      0,
      'B',
      'C',
      2,
      0,
      0x1B,
      0,
      3,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] extra = {6, 0, 'B', 'C', 2, 0, 9, 9};
    assertThat(text(member("a\n", 4, extra), member("b\n", 4, extra), blockEnd))
        .isEqualTo("a\nb\n");
  }

  static Stream<byte[]> optionalFields() {
    byte[] name = "거래.csv\0".getBytes(StandardCharsets.UTF_8);
    byte[] all =
        join(
            new byte[] {3, 0, 'x', 0, 0}, name, "no comment\0".getBytes(StandardCharsets.US_ASCII));
    return Stream.of(
        member("b\n", 8, name),
        member("b\n", 16, name),
        member("b\n", 4, new byte[] {0, 0}),
        member("b\n", 28, all),
        member("b\n", 1, new byte[0]), // Said to be text, which means nothing.
        member("b\n", 2, crc16(2, new byte[0])),
        member("b\n", 30, crc16(30, all)));
  }

  @ParameterizedTest
  @MethodSource("optionalFields")
  void optionalFieldsOfAHeaderAreSkipped(byte[] member) throws IOException {
    assertThat(text(member)).isEqualTo("b\n");
    assertThat(text(member("a\n"), member)).isEqualTo("a\nb\n");
  }

  @ParameterizedTest
  @MethodSource("optionalFields")
  void aHeaderThatIsCutAnywhereIsSaid(byte[] member) {
    for (int kept = 1; kept < member.length; kept++) {
      byte[] first = member("a\n");
      byte[] cut = join(first, Arrays.copyOf(member, kept));
      assertThatThrownBy(() -> text(cut))
          .as("%s bytes", kept)
          .isInstanceOf(CsvFileException.class)
          .hasMessageMatching(
              "is cut off at byte "
                  + cut.length
                  + ", in (the header|the checksum|the compressed data).*; test it with `gzip -t`");
    }
  }

  @Test
  void aFileThatIsCutAnywhereIsSaid() {
    byte[] whole = join(member("a\n"), member("bcd\n"));
    int firstMember = member("a\n").length;
    for (int kept = 1; kept < whole.length; kept++) {
      if (kept != firstMember) {
        byte[] cut = Arrays.copyOf(whole, kept);
        assertThatThrownBy(() -> text(cut))
            .as("%s bytes", kept)
            .isInstanceOf(CsvFileException.class)
            .hasMessageStartingWith("is cut off at byte " + kept + ", in ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 511, 70_000, 200_000})
  void zerosUpToTheEndAreNoData(int zeros) throws IOException {
    assertThat(text(member("a\n"), member("b\n"), new byte[zeros])).isEqualTo("a\nb\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 70_000})
  void zerosAndThenDataIsAnError(int zeros) {
    byte[] first = member("a\n");
    assertDamaged(
        first.length + zeros,
        "a byte that is not zero stands behind zero padding",
        first,
        new byte[zeros],
        member("b\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 17, 18, 100, 100_000})
  void otherBytesBehindAMemberAreAnError(int bytes) {
    byte[] first = member(TEXT);
    byte[] more = new byte[bytes];
    Arrays.fill(more, (byte) 'x');
    assertDamaged(
        first.length, "what follows is neither a further member nor zero padding", first, more);
  }

  @Test
  void aDamagedHeaderOfAFurtherMemberIsAnError() {
    byte[] first = member("a\n");
    for (int i = 0; i <= FLAGS; i++) {
      byte[] second = member("b\n");
      second[i] = (byte) 0xE0;
      assertThatThrownBy(() -> text(first, second))
          .as("byte %s", i)
          .isInstanceOf(CsvFileException.class)
          .hasMessageStartingWith("is damaged at byte " + first.length + ": ");
    }
    assertDamaged(
        first.length,
        "the header of a member does not have its checksum",
        first,
        member("b\n", 2, new byte[] {1, 2}));
  }

  @Test
  void whatIsNotCompressedIsAnError() {
    for (byte[] file : List.of("type\n".getBytes(StandardCharsets.UTF_8), new byte[20])) {
      assertThatThrownBy(() -> text(file))
          .isInstanceOf(CsvFileException.class)
          .hasMessage("is not a gzip file, though its name ends in .gz");
    }
    assertThatThrownBy(() -> text(new byte[0]))
        .isInstanceOf(CsvFileException.class)
        .hasMessage("is empty: not even the header of a gzip file");
  }

  @Test
  void aWrongChecksumOrLengthIsAnError() {
    byte[] first = member("a\n");
    byte[] second = member("b\n");
    second[second.length - TRAILER]++;
    int trailer = first.length + second.length - TRAILER;
    assertDamaged(
        trailer, "the data of the member before does not have its checksum", first, second);
    second[second.length - TRAILER]--;
    second[second.length - 1]++;
    assertDamaged(trailer, "the data of the member before does not have its length", first, second);
  }

  @Test
  void malformedDataIsAnError() {
    byte[] first = member("a\n");
    byte[] second = member(TEXT);
    second[HEADER] |= 6; // A kind of block that does not exist.
    assertThatThrownBy(() -> text(first, second))
        .isInstanceOf(CsvFileException.class)
        .hasMessageMatching(
            "is damaged at byte \\d+: the compressed data is malformed: .*; test it with `gzip -t`");
  }

  /** No single bit may turn into fewer rows in silence. */
  @Test
  void noBitThatFlipsIsReadAsAnotherText() throws IOException {
    byte[] whole = join(member("a,1\nb,2\n"), member("c,3\n"));
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String read;
      try {
        read = text(flipped);
      } catch (CsvFileException said) {
        continue;
      }
      assertThat(read).as("bit %s", bit).isEqualTo("a,1\nb,2\nc,3\n");
    }
  }

  @Test
  void theTextDoesNotDependOnHowMuchIsReadAtOnce() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] file = join(member(TEXT), member(""), member(TEXT.substring(1)), new byte[100_000]);
    InputStream inPieces =
        new FilterInputStream(new ByteArrayInputStream(file)) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return super.read(bytes, from, Math.min(length, 1 + random.nextInt(5000)));
          }
        };
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] piece = new byte[3000];
    try (GzipMembers members = new GzipMembers(inPieces)) {
      int length = 1 + random.nextInt(piece.length);
      for (int count = members.read(piece, 0, length);
          count >= 0;
          count = members.read(piece, 0, length)) {
        read.write(piece, 0, count);
        length = 1 + random.nextInt(piece.length);
      }
    }
    assertThat(read.toString(StandardCharsets.UTF_8))
        .as("seed %s", seed)
        .isEqualTo(TEXT + TEXT.substring(1));
  }

  private static void assertDamaged(int position, String how, byte[]... parts) {
    assertThatThrownBy(() -> text(parts))
        .isInstanceOf(CsvFileException.class)
        .hasMessage("is damaged at byte " + position + ": " + how + "; test it with `gzip -t`");
  }

  private static String text(byte[]... parts) throws IOException {
    try (GzipMembers members = new GzipMembers(new ByteArrayInputStream(join(parts)))) {
      return new String(members.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] member(String text) {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(member)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return member.toByteArray();
  }

  /** With optional fields in its header. */
  private static byte[] member(String text, int flags, byte[] fields) {
    byte[] plain = member(text);
    byte[] header = Arrays.copyOf(plain, HEADER);
    header[FLAGS] = (byte) flags;
    return join(header, fields, Arrays.copyOfRange(plain, HEADER, plain.length));
  }

  /** These fields and the checksum of a header that has them. */
  private static byte[] crc16(int flags, byte[] fields) {
    CRC32 crc = new CRC32();
    byte[] header = Arrays.copyOf(member(""), HEADER);
    header[FLAGS] = (byte) flags;
    crc.update(join(header, fields));
    return join(fields, new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)});
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
