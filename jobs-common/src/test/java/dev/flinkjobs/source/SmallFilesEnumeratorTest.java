package dev.flinkjobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.EnumeratorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

class SmallFilesEnumeratorTest {
  private static final long HALF = SmallFilesEnumerator.AHEAD / 2;
  private static final long LARGE = SmallFilesEnumerator.AHEAD + 1;

  private final List<String> said = new ArrayList<>();

  @Test
  void smallFilesAreGivenAhead() {
    SmallFilesEnumerator files = files(HALF, HALF, HALF, HALF, HALF);
    ask(files, 0, 1);
    assertThat(said)
        .containsExactly("0 reads file 0", "0 reads file 1", "1 reads file 2", "1 reads file 3");
  }

  @Test
  void aReaderThatHasReadOneIsGivenOne() {
    SmallFilesEnumerator files = files(HALF, HALF, HALF, HALF);
    ask(files, 0, 0);
    assertThat(said).containsExactly("0 reads file 0", "0 reads file 1", "0 reads file 2");
  }

  @Test
  void largeFilesAreGivenOneAtATime() {
    SmallFilesEnumerator files = files(LARGE, LARGE, HALF, LARGE);
    ask(files, 0, 1, 0);
    assertThat(said).containsExactly("0 reads file 0", "1 reads file 1", "0 reads file 2");
  }

  @Test
  void whoAsksIsGivenAFileOrTheEndHoweverManyOthersEndedWithoutAWord() {
    SmallFilesEnumerator files = files(HALF, HALF, HALF, HALF, LARGE);
    ask(files, 0, 0, 0, 0, 0);
    assertThat(said)
        .containsExactly(
            "0 reads file 0",
            "0 reads file 1",
            "0 reads file 2",
            "0 reads file 3",
            "0 reads file 4",
            "0 ends");
  }

  @Test
  void filesThatComeBackAfterAFailureAreTheNext() {
    SmallFilesEnumerator files = files(LARGE, HALF, HALF, LARGE);
    ask(files, 0, 1);
    files.addSplitsBack(List.of(split(1, HALF), split(2, HALF)), 1);
    ask(files, 1);
    assertThat(said)
        .containsExactly(
            "0 reads file 0",
            "1 reads file 1",
            "1 reads file 2",
            "1 reads file 1",
            "1 reads file 2");
  }

  @Test
  void aCheckpointHoldsTheFilesThatWait() {
    SmallFilesEnumerator files = files(LARGE, LARGE);
    ask(files, 0);
    assertThat(files.snapshotState(1).getSplits())
        .extracting(FileSourceSplit::splitId)
        .containsExactly(InputFile.place(1));
  }

  private SmallFilesEnumerator files(long... sizes) {
    return new SmallFilesEnumerator(
        EnumeratorContext.notingIn(said),
        IntStream.range(0, sizes.length).mapToObj(file -> split(file, sizes[file])).toList(),
        List.of());
  }

  /** The file that is n-th in the order, from 0. */
  static FileSourceSplit split(int file, long bytes) {
    return new InputFile(new Path("/" + file), bytes, 0, "").split(InputFile.place(file));
  }

  private static void ask(SmallFilesEnumerator files, int... readers) {
    for (int reader : readers) {
      files.handleSplitRequest(reader, null);
    }
  }
}
