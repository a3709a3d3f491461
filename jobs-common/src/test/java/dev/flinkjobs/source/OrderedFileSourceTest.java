package dev.flinkjobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileFormat;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.testing.EnumeratorContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedFileSourceTest {
  @TempDir private Path directory;

  private final List<String> said = new ArrayList<>();

  @Test
  void furtherFilesAreReadOnceBehindThoseThatWait() throws Exception {
    SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> first =
        source("a", "b").createEnumerator(EnumeratorContext.notingIn(said));
    first.handleSplitRequest(0, null);
    assertThat(said).containsExactly("0 reads file a");

    var second = restored(source("a", "b", "c"), first.snapshotState(1));
    assertThat(told(second)).containsExactly("0 reads file b", "0 reads file c", "0 ends");

    var third = restored(source("a", "b", "c"), second.snapshotState(2));
    assertThat(told(third)).containsExactly("0 ends");
  }

  private SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> restored(
      OrderedFileSource<RowBatch<String>> source,
      PendingSplitsCheckpoint<FileSourceSplit> checkpoint)
      throws IOException {
    SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> serializer =
        source.getEnumeratorCheckpointSerializer();
    return source.restoreEnumerator(
        EnumeratorContext.notingIn(said),
        serializer.deserialize(serializer.getVersion(), serializer.serialize(checkpoint)));
  }

  private List<String> told(SplitEnumerator<FileSourceSplit, ?> enumerator) {
    said.clear();
    do {
      enumerator.handleSplitRequest(0, null);
    } while (!said.contains("0 ends"));
    return said;
  }

  private OrderedFileSource<RowBatch<String>> source(String... names) {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (String name : names) {
      InputFile file = new InputFile(path(name), SmallFilesEnumerator.AHEAD, 0, "");
      splits.add(file.split(InputFile.place(splits.size())));
    }
    return new OrderedFileSource<>(
        Stream.of(names).map(this::path).toArray(org.apache.flink.core.fs.Path[]::new),
        () -> (paths, parallelism) -> splits,
        new CsvFileFormat<>(CsvDialect.LINES, new LineDecoder(), "", null, Map.of(), 1),
        SmallFilesEnumerator::new);
  }

  private org.apache.flink.core.fs.Path path(String name) {
    return Files.path(directory.resolve(name));
  }
}
