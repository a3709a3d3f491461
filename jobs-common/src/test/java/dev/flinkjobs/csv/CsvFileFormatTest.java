package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flink's source asks of the format: to read a file, and to go on where a checkpoint was. */
class CsvFileFormatTest {
  private static final int ROWS = 120_000;
  private static final List<String> WANTED =
      IntStream.range(0, ROWS).mapToObj(i -> i + "").toList();
  private static final String TEXT =
      WANTED.stream().map(row -> row + ",한국\n").collect(Collectors.joining("", "row,note\n", ""));

  @TempDir Path directory;

  private int threads = 1;

  private final CsvFileFormat<String> format =
      new CsvFileFormat<>(CsvDialect.withHeader(','), new OneColumn("row"), "", null, Map.of(), 1);

  @Test
  void aFileIsReadOnFromAnyCheckpoint() throws IOException {
    assertReadOnFromAnyCheckpoint(write("a.csv", TEXT.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFileWithAByteOrderMarkIsReadOnFromAnyCheckpoint() throws IOException {
    assertReadOnFromAnyCheckpoint(
        write("a.csv", ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCompressedFileIsReadOnFromAnyCheckpoint() throws IOException {
    assertReadOnFromAnyCheckpoint(write("a.csv.gz", gzip(TEXT)));
  }

  @Test
  void aCompressedFileOfSeveralMembersIsReadOnFromAnyCheckpoint() throws IOException {
    int middle = TEXT.length() / 2; // In a row, or a character.
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(gzip(TEXT.substring(0, middle)));
    members.writeBytes(gzip(""));
    members.writeBytes(gzip(TEXT.substring(middle)));
    members.writeBytes(new byte[1000]);
    assertReadOnFromAnyCheckpoint(write("a.csv.gz", members.toByteArray()));
  }

  @Test
  void aCompressedFileThatIsCutOffIsNamedAndNotReadAgain() throws IOException {
    byte[] whole = gzip(TEXT);
    Path file = write("a.csv.gz", Arrays.copyOf(whole, whole.length / 2));
    assertNotReadAgain(
        file,
        "is cut off at byte "
            + whole.length / 2
            + ", in the compressed data; test it with `gzip -t`");
  }

  @Test
  void bytesBehindACompressedFileAreNamedAndNotReadAgain() throws IOException {
    byte[] whole = gzip("row,note\n1,a\n");
    Path file = write("a.csv.gz", Arrays.copyOf(whole, whole.length + 1));
    assertThat(read(file, null)).hasSize(1);
    Files.write(file, new byte[] {'x'}, StandardOpenOption.APPEND);
    assertNotReadAgain(
        file,
        "is damaged at byte "
            + (whole.length + 1)
            + ": a byte that is not zero stands behind zero padding; test it with `gzip -t`");
  }

  private void assertNotReadAgain(Path file, String why) {
    assertThatThrownBy(() -> read(file, null))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage(file + " " + why);
  }

  @Test
  void whatIsWithinGzipIsLookedAtToo() throws IOException {
    byte[] wide = "row,note\n1,a\n".getBytes(StandardCharsets.UTF_16LE);
    assertRefused(write("wide.csv", gzip(wide)), "is UTF-16, not UTF-8; add `--encoding utf-16le`");
    assertRefused(write("twice.csv.gz", gzip(gzip("row\n"))), "is gzip within gzip: decompress it");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(
            () ->
                CsvFileFormat.check(
                    new org.apache.flink.core.fs.Path(file.toUri()),
                    CsvDialect.withHeader(','),
                    List.of("row")))
        .isInstanceOf(CsvFileException.class)
        .hasMessageStartingWith(why);
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(text);
    }
    return compressed.toByteArray();
  }

  @Test
  void aLargeFileIsReadOnBySeveralThreadsFromAnyCheckpoint() throws IOException {
    threads = 3;
    List<String> wanted = IntStream.range(0, 10_000).mapToObj(i -> i + "").toList();
    String note = ",\"" + "한국\n".repeat(200) + "\"\n";
    assertThat(wanted.size() * note.length()).isGreaterThan(BlockReader.BLOCK);
    String text = wanted.stream().collect(Collectors.joining(note, "row,note\n", note));
    assertReadOnFromAnyCheckpoint(write("a.csv", text.getBytes(StandardCharsets.UTF_8)), wanted);
  }

  /** People see the name from where they are; two of them may be in directories of their own. */
  @Test
  void rejectedRowsAreThoseOfAFileWhereverTheJobWasStarted() throws IOException {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.writeString(first.resolve("a.csv"), "row,note\n,bad\n");
    Files.writeString(second.resolve("a.csv"), "row,note\n,bad\n");
    Rejected inFirst = rejected(first, first.resolve("a.csv"));
    Rejected inSecond = rejected(second, second.resolve("a.csv"));
    Rejected fromAbove = rejected(directory, first.resolve("a.csv"));
    assertThat(List.of(inFirst.source(), inSecond.source(), fromAbove.source()))
        .containsExactly("a.csv", "a.csv", "first/a.csv");
    assertThat(fromAbove.id()).isEqualTo(inFirst.id());
    assertThat(inSecond.id()).isNotEqualTo(inFirst.id());
  }

  private static Rejected rejected(Path workingDirectory, Path file) throws IOException {
    CsvFileFormat<String> format =
        new CsvFileFormat<>(
            CsvDialect.withHeader(','),
            new OneColumn("row"),
            workingDirectory.toString(),
            null,
            Map.of(),
            1);
    return AllBatches.of(format, file, null, 1).get(0).getRecord().rejected().get(0);
  }

  private void assertReadOnFromAnyCheckpoint(Path file) throws IOException {
    assertReadOnFromAnyCheckpoint(file, WANTED);
  }

  private void assertReadOnFromAnyCheckpoint(Path file, List<String> wanted) throws IOException {
    List<String> before = new ArrayList<>();
    List<RecordAndPosition<RowBatch<String>>> batches = read(file, null);
    for (RecordAndPosition<RowBatch<String>> batch : batches) {
      before.addAll(batch.getRecord().rows());
      List<String> all = new ArrayList<>(before);
      read(file, new CheckpointedPosition(batch.getOffset(), batch.getRecordSkipCount()))
          .forEach(behind -> all.addAll(behind.getRecord().rows()));
      assertThat(all).isEqualTo(wanted);
    }
    assertThat(batches).hasSizeGreaterThan(2);
  }

  private List<RecordAndPosition<RowBatch<String>>> read(
      Path file, @Nullable CheckpointedPosition position) throws IOException {
    return AllBatches.of(format, file, position, threads);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }
}
