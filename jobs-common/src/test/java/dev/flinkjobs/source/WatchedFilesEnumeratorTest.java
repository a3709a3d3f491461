package dev.flinkjobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.source.OrderedFileSource.Watch;
import dev.flinkjobs.testing.EnumeratorContext;
import dev.flinkjobs.testing.OddNames;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watched directory holds is read, or named. */
class WatchedFilesEnumeratorTest {
  private static final String ROWS = "type\nx\n";

  @TempDir Path directory;

  private final EnumeratorContext.Looking looking = new EnumeratorContext.Looking();
  private StdStreams std;
  private WatchedFilesEnumerator files;
  private int minutes;

  @BeforeEach
  void watch() {
    std = StdStreams.capture();
    files = watching(OnBadFile.SKIP, List.of(), List.of());
  }

  @AfterEach
  void release() {
    std.close();
  }

  @Test
  void filesAreReadAsTheyAppearTheOldestFirst() throws IOException {
    arrive("b.csv", ROWS);
    arrive("a.csv", ROWS);
    assertThat(found()).containsExactly("b.csv", "a.csv");
    assertThat(found()).isEmpty();
    arrive("sub/c.csv", ROWS);
    assertThat(found()).containsExactly("c.csv");
    assertThat(std.err()).isEmpty();
  }

  @Test
  void readersWaitForFilesAndOneThatHasFailedGetsNone() throws IOException {
    looking.readers(1, 2);
    files.handleSplitRequest(1, null);
    files.handleSplitRequest(2, null);
    looking.readers(2);
    arrive("a.csv", ROWS);
    looking.look();
    assertThat(looking.said).containsExactly("2 reads file a.csv");
    looking.readers(1, 2);
    arrive("b.csv", ROWS);
    looking.look();
    assertThat(looking.said).hasSize(1);
    files.handleSplitRequest(1, null);
    assertThat(looking.said).last().isEqualTo("1 reads file b.csv");
  }

  @Test
  void aFileThatComesBackAfterAFailureIsTheNext() throws IOException {
    arrive("a.csv", ROWS);
    arrive("b.csv", ROWS);
    looking.readers(0);
    files.handleSplitRequest(0, null);
    looking.look();
    files.addSplitsBack(looking.given, 0);
    files.handleSplitRequest(0, null);
    files.handleSplitRequest(0, null);
    assertThat(looking.said)
        .containsExactly("0 reads file a.csv", "0 reads file a.csv", "0 reads file b.csv");
  }

  @Test
  void whatCannotBeReadIsNamedAndCountedOnceAndTheOthersAreRead() throws Exception {
    arrive("a.csv", ROWS);
    Path empty = arrive("empty.csv", "");
    Path other = arrive("other.csv", "typ\nx\n");
    Path notGzip = arrive("no.csv.gz", ROWS);
    arrive("_done", "");
    Files.createSymbolicLink(directory.resolve(".#a.csv"), Path.of("user@host.1:2"));
    Path link = Files.createSymbolicLink(directory.resolve("link.csv"), Path.of("gone"));
    assertThat(found()).containsExactly("a.csv");
    assertThat(std.err().lines())
        .containsExactly(
            "--input " + directory + ": 6 entries left out",
            "  " + empty + " is empty",
            "  " + link + " is a link to what is not there",
            "  " + notGzip + " is not a gzip file, though its name ends in .gz",
            "  " + other + " has no column 'type'; it has: 'typ'",
            "  whose names begin with . or _: .#a.csv, _done");
    arrive("b.csv", ROWS);
    Files.createSymbolicLink(directory.resolve("more.csv"), Path.of("gone"));
    assertThat(found()).containsExactly("b.csv");
    assertThat(found()).isEmpty();
    assertThat(std.err().lines()).hasSize(8);
    assertThat(std.err()).contains("--input " + directory + ": 1 entry left out\n");
    assertThat(looking.leftOut()).isEqualTo(7);
  }

  @Test
  void aFileThatWasBadIsReadOnceItIsGood() throws IOException {
    Path late = arrive("late.csv", "");
    Path wrong = arrive("wrong.csv", "typ\n");
    assertThat(found()).isEmpty();
    Files.writeString(late, ROWS);
    arrive("wrong.csv", ROWS);
    assertThat(found()).containsExactlyInAnyOrder("late.csv", "wrong.csv");
    assertThat(Files.size(wrong)).isEqualTo(ROWS.length());
  }

  @Test
  void aFileThatChangesAfterItWasTakenIsNamed() throws IOException {
    Path file = arrive("a.csv", ROWS);
    assertThat(found()).containsExactly("a.csv");
    Files.writeString(file, "y\n", StandardOpenOption.APPEND);
    assertThat(found()).isEmpty();
    assertThat(found()).isEmpty();
    assertThat(std.err().lines())
        .containsExactly(
            "--input " + directory + ": 1 entry left out",
            "  "
                + file
                + " has changed since it was taken, which is not read; give new files new names");
  }

  @Test
  void hiddenFilesThatComeAndGoAreCountedWhenManyWereNamed() throws IOException {
    for (int i = 0; i < 200; i++) {
      Path part = arrive(".part-" + i, "");
      found();
      Files.delete(part);
    }
    assertThat(looking.leftOut()).isEqualTo(200);
    assertThat(std.err()).contains(".part-100\n").doesNotContain(".part-101\n");
  }

  @Test
  void aBadFileEndsTheJobIfItIsToFail() throws IOException {
    files = watching(OnBadFile.FAIL, List.of(), List.of());
    arrive("_done", "");
    assertThat(found()).isEmpty();
    Path other = arrive("other.csv", "typ\n");
    assertThatThrownBy(this::found)
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage("--input " + other + " has no column 'type'; it has: 'typ'");
  }

  @Test
  void aDirectoryThatVanishesEndsTheJob() throws IOException {
    assertThat(found()).isEmpty();
    Files.delete(directory);
    assertThatThrownBy(this::found)
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage("--input " + directory + ": the watched directory is no longer there");
    assertThat(found()).isEmpty();
    Files.writeString(directory, "");
    files = watching(OnBadFile.SKIP, List.of(), List.of());
    assertThatThrownBy(this::found)
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageStartingWith(
            "--input " + directory + ": the watched directory cannot be read: ");
  }

  @Test
  void filesWithOddNamesAreReadOnceAlsoAfterARestore() throws IOException {
    for (String name : OddNames.ALL) {
      arrive(name, ROWS);
    }
    assertThat(found()).containsExactlyElementsOf(OddNames.ALL);
    arrive("waits.csv", ROWS);
    looking.readers();
    looking.look();
    var serializer = new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE);
    PendingSplitsCheckpoint<FileSourceSplit> state =
        serializer.deserialize(1, serializer.serialize(files.snapshotState(1)));
    files = watching(OnBadFile.SKIP, state.getSplits(), state.getAlreadyProcessedPaths());
    arrive("new.csv", ROWS);
    assertThat(found()).containsExactly("waits.csv", "new.csv");
    assertThat(std.err()).isEmpty();
  }

  private WatchedFilesEnumerator watching(
      OnBadFile onBadFile,
      Collection<FileSourceSplit> waiting,
      Collection<org.apache.flink.core.fs.Path> known) {
    Watch watch =
        new Watch(
            "--input",
            dev.flinkjobs.source.Files.path(directory),
            Duration.ofSeconds(1),
            CsvDialect.withHeader(','),
            List.of("type"),
            onBadFile);
    WatchedFilesEnumerator watching =
        new WatchedFilesEnumerator(looking.context(), watch, waiting, known);
    watching.start();
    return watching;
  }

  /** The names of files that a look finds new, in the order in which they are handed out. */
  private List<String> found() throws IOException {
    looking.readers(0);
    looking.given.clear();
    looking.look();
    int before;
    do {
      before = looking.given.size();
      files.handleSplitRequest(0, null);
    } while (looking.given.size() > before);
    List<String> names = new ArrayList<>();
    looking.given.forEach(split -> names.add(split.path().getName()));
    return names;
  }

  /** Later than the files before. */
  private Path arrive(String name, String rows) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, rows);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(60_000L * ++minutes));
  }
}
