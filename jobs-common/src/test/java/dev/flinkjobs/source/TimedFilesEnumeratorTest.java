package dev.flinkjobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.EnumeratorContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.junit.jupiter.api.Test;

class TimedFilesEnumeratorTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void filesOfOneTimeAreReadByAsManyReaders() {
    TimedFilesEnumerator files = files(span(0, 100), span(10, 110), span(20, 120));
    ask(files, 0, 1, 2);
    assertThat(said).containsExactly("0 reads file 0", "1 reads file 1", "2 reads file 2");
  }

  @Test
  void filesOfOtherTimesAreReadByOneReaderInTheirOrder() {
    TimedFilesEnumerator files = files(span(0, 100), span(100, 200), span(200, 300));
    ask(files, 0, 1, 0, 0, 0);
    assertThat(said)
        .containsExactly("0 reads file 0", "1 ends", "0 reads file 1", "0 reads file 2", "0 ends");
  }

  @Test
  void asManyReadersAsWillBeNeededLaterAreKept() {
    TimedFilesEnumerator files = files(span(0, 100), span(100, 200), span(150, 250));
    ask(files, 0, 1, 2);
    assertThat(said).containsExactly("0 reads file 0", "1 reads file 1", "2 ends");
  }

  @Test
  void aFileOfUnknownTimeOverlapsWithAllAndIsReadFirst() {
    TimedFilesEnumerator files = files(span(0, 100), TimeSpan.UNKNOWN);
    ask(files, 0, 1);
    assertThat(said).containsExactly("0 reads file 1", "1 reads file 0");
  }

  @Test
  void filesAreReadInTheOrderOfTheirFirstRowsInWhicheverTheyAreGiven() {
    TimedFilesEnumerator files = files(span(200, 300), span(0, 100), span(100, 200));
    ask(files, 0, 0, 0);
    assertThat(said).containsExactly("0 reads file 1", "0 reads file 2", "0 reads file 0");
  }

  @Test
  void aFileThatComesBackAfterAFailureIsTheNext() {
    TimedFilesEnumerator files = files(span(0, 100), span(50, 200), span(200, 300));
    ask(files, 0, 1);
    files.addSplitsBack(List.of(split(0)), 0);
    ask(files, 0);
    assertThat(said).containsExactly("0 reads file 0", "1 reads file 1", "0 reads file 0");
  }

  @Test
  void aCheckpointHoldsTheFilesThatWait() {
    TimedFilesEnumerator files = files(span(0, 100), span(100, 200), span(200, 300));
    ask(files, 0);
    assertThat(files.snapshotState(1).getSplits())
        .extracting(FileSourceSplit::splitId)
        .containsExactly(InputFile.place(1), InputFile.place(2));
  }

  private TimedFilesEnumerator files(TimeSpan... spans) {
    List<FileSourceSplit> splits = new ArrayList<>();
    Map<String, TimeSpan> byId = new HashMap<>();
    for (int i = 0; i < spans.length; i++) {
      splits.add(split(i));
      byId.put(InputFile.place(i), spans[i]);
    }
    return new TimedFilesEnumerator(EnumeratorContext.notingIn(said), splits, List.of(), byId);
  }

  private static void ask(TimedFilesEnumerator files, int... readers) {
    for (int reader : readers) {
      files.handleSplitRequest(reader, null);
    }
  }

  private static TimeSpan span(long first, long last) {
    return new TimeSpan(first, last);
  }

  private static FileSourceSplit split(int file) {
    return SmallFilesEnumeratorTest.split(file, 1);
  }
}
