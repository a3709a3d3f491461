package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file is read as it was when it was listed, or that it was not is said. */
class ListedInputTest {
  private static final String WHEN_CHANGED =
      ": it was changed while it was read; write files elsewhere, and move them in when they are"
          + " complete";
  private static final String WHEN_REPLACED =
      "was replaced by another file while it was read; give new files new names";

  /** More blocks than two threads read ahead, and more than any buffer also when compressed. */
  private static final byte[] TEXT = text();

  private static final byte[] COMPRESSED_TEXT = gzip(TEXT);

  private static final FileTime EARLIER = FileTime.fromMillis(1_000_000);

  @TempDir Path directory;

  private enum Kind {
    BY_ONE_THREAD("t.csv", 1),
    BY_SEVERAL_THREADS("t.csv", 2),
    COMPRESSED("t.csv.gz", 1);

    private final String name;
    private final int threads;

    Kind(String name, int threads) {
      this.name = name;
      this.threads = threads;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatStaysAsItWasIsReadToItsEnd(Kind kind) throws IOException {
    assertThat(reading(kind).toTheEnd()).isEqualTo(TEXT.length);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsCutIsSaidWithWhereItEnds(Kind kind) throws IOException {
    Reading reading = reading(kind);
    long end = reading.listed.fileSize() - 1000;
    try (FileChannel file = FileChannel.open(reading.file, StandardOpenOption.WRITE)) {
      file.truncate(end);
    }
    reading.assertFails("ended at byte " + end + " of " + reading.listed.fileSize() + WHEN_CHANGED);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsEmptiedIsSaid(Kind kind) throws IOException {
    Reading reading = reading(kind);
    Files.write(reading.file, new byte[0]);
    reading.assertFails("ended at byte 0 of " + reading.listed.fileSize() + WHEN_CHANGED);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatGrowsIsSaidWithWhereItEnds(Kind kind) throws IOException {
    Reading reading = reading(kind);
    Files.writeString(reading.file, "more\n", StandardOpenOption.APPEND);
    long size = reading.listed.fileSize();
    reading.assertFails("ended at byte " + (size + 5) + " of " + size + WHEN_CHANGED);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsReplacedIsSaid(Kind kind) throws IOException {
    Reading reading = reading(kind);
    Path other = Files.write(directory.resolve("other"), Files.readAllBytes(reading.file));
    Files.move(other, reading.file, StandardCopyOption.ATOMIC_MOVE);
    reading.assertFails(WHEN_REPLACED);
  }

  @Test
  void aFileThatIsRemovedIsReadOnWhereItIsOpen() throws IOException {
    Reading reading = reading(Kind.BY_ONE_THREAD);
    Files.delete(reading.file);
    assertThat(reading.toTheEnd()).isEqualTo(TEXT.length);
  }

  @Test
  void aFileThatIsRemovedAndNotOpenIsSaid() throws IOException {
    Reading reading = reading(Kind.BY_SEVERAL_THREADS);
    Files.delete(reading.file);
    reading.assertFails(
        "was removed after it was listed, or is not seen by the TaskManager that reads it");
  }

  @ParameterizedTest
  @EnumSource
  void noRowThatIsCutIsAccepted(Kind kind) throws IOException {
    Reading reading = reading(kind);
    try (FileChannel file = FileChannel.open(reading.file, StandardOpenOption.WRITE)) {
      file.truncate(reading.listed.fileSize() - 3);
    }
    assertThatThrownBy(reading::toTheEnd).isInstanceOf(SuppressRestartsException.class);
    assertThat(reading.lastRow).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource
  void aRestoredFileIsTheOneThatWasListed(Kind kind) throws IOException {
    Reading reading = reading(kind).checkpointed();
    assertThat(reading.resumed().toTheEnd()).isEqualTo(TEXT.length);

    Files.writeString(reading.file, "more\n", StandardOpenOption.APPEND);
    long size = reading.listed.fileSize();
    reading.resumed().assertFails("ended at byte " + (size + 5) + " of " + size + WHEN_CHANGED);
  }

  @ParameterizedTest
  @EnumSource
  void aRestoredFileIsNotAnotherOfTheSameSize(Kind kind) throws IOException {
    Reading reading = reading(kind).checkpointed();
    Path other = Files.write(directory.resolve("other"), Files.readAllBytes(reading.file));
    Files.move(other, reading.file, StandardCopyOption.ATOMIC_MOVE);
    assertThatThrownBy(reading::resumed)
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage(reading.file + " " + WHEN_REPLACED);
  }

  @Test
  void aRestoredFileMayBeACopyThatKeptItsTime() throws IOException {
    Reading reading = reading(Kind.BY_ONE_THREAD).checkpointed();
    Path copy = Files.write(directory.resolve("copy"), TEXT);
    Files.setLastModifiedTime(copy, EARLIER);
    Files.move(copy, reading.file, StandardCopyOption.ATOMIC_MOVE);
    assertThat(reading.resumed().toTheEnd()).isEqualTo(TEXT.length);
  }

  @Test
  void ofAFileThatWasListedOnAnotherMachineOnlyTheSizeIsCompared() throws IOException {
    Path file = Files.write(directory.resolve("t.csv"), TEXT);
    long size = TEXT.length;
    Reading there = new Reading(Kind.BY_ONE_THREAD, file, split(file, size, "(dev=1,ino=1)@there"));
    assertThat(there.toTheEnd()).isEqualTo(size);
    Reading cut = new Reading(Kind.BY_ONE_THREAD, file, split(file, size + 1, "1@there"));
    cut.assertFails("ended at byte " + size + " of " + (size + 1) + WHEN_CHANGED);
  }

  private Reading reading(Kind kind) throws IOException {
    Path file = directory.resolve(kind.name);
    Files.write(file, kind == Kind.COMPRESSED ? COMPRESSED_TEXT : TEXT);
    Files.setLastModifiedTime(file, EARLIER);
    String identity = ListedInput.identity(Files.readAttributes(file, BasicFileAttributes.class));
    return new Reading(kind, file, split(file, Files.size(file), identity));
  }

  private static FileSourceSplit split(Path file, long size, String identity) {
    return new FileSourceSplit(
        "1",
        new org.apache.flink.core.fs.Path(file.toUri()),
        0,
        size,
        EARLIER.toMillis(),
        size,
        identity);
  }

  /** A file of which some is read. */
  private static final class Reading {
    private final Kind kind;
    private final Path file;
    private final FileSourceSplit listed;
    private final BulkFormat.Reader<RowBatch<String>> reader;
    private long end;
    private String lastRow = "";

    /** Reads the first batch. */
    private Reading(Kind kind, Path file, FileSourceSplit listed) throws IOException {
      this.kind = kind;
      this.file = file;
      this.listed = listed;
      CheckpointedPosition position = listed.getReaderPosition().orElse(null);
      this.reader =
          new CsvFileFormat<>(CsvDialect.LINES, new Line(), "", null, Map.of(), kind.threads)
              .reader(listed, position, kind.threads);
      readOn();
    }

    /** As the state has it. */
    private Reading checkpointed() throws IOException {
      reader.close();
      FileSourceSplit at = listed.updateWithCheckpointedPosition(new CheckpointedPosition(end, 9));
      byte[] state = FileSourceSplitSerializer.INSTANCE.serialize(at);
      return new Reading(kind, file, FileSourceSplitSerializer.INSTANCE.deserialize(1, state));
    }

    private Reading resumed() throws IOException {
      return new Reading(kind, file, listed);
    }

    private boolean readOn() throws IOException {
      BulkFormat.@Nullable RecordIterator<RowBatch<String>> batches = reader.readBatch();
      if (batches == null) {
        return false;
      }
      for (RecordAndPosition<RowBatch<String>> batch = batches.next();
          batch != null;
          batch = batches.next()) {
        end = batch.getOffset();
        List<String> rows = batch.getRecord().rows();
        lastRow = rows.get(rows.size() - 1);
      }
      return true;
    }

    /** The position behind the last row. */
    private long toTheEnd() throws IOException {
      try (reader) {
        while (readOn()) {
          // On.
        }
        return end;
      }
    }

    private void assertFails(String why) {
      assertThatThrownBy(this::toTheEnd)
          .isInstanceOf(SuppressRestartsException.class)
          .rootCause()
          .hasMessage(file + " " + why);
    }
  }

  /** Lines of ten characters that do not compress well. */
  private static byte[] text() {
    Random random = new Random(1);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (text.size() < 5 * BlockReader.BLOCK) {
      for (int i = 0; i < 10; i++) {
        text.write('!' + random.nextInt(90));
      }
      text.write('\n');
    }
    return text.toByteArray();
  }

  private static byte[] gzip(byte[] text) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(text);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return compressed.toByteArray();
  }

  private static final class Line implements RowDecoder<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of(CsvDialect.LINE);
    }

    @Override
    public String decode(Fields fields) {
      return fields.raw(0);
    }

    @Override
    public TypeInformation<String> type() {
      return Types.STRING;
    }
  }
}
