package dev.flinkjobs.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedFileSourceTest {
  @TempDir private Path directory;

  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(directory.resolve(name), "x".repeat((int) FilesAhead.AHEAD));
    }
  }

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

  @SuppressWarnings("unchecked")
  private OrderedFileSource<RowBatch<String>> source(String... names) {
    Source<RowBatch<String>, ?, ?> source =
        Inputs.parse(
                "--input",
                List.of(names).stream().map(name -> directory.resolve(name).toString()).toList(),
                CsvDialect.LINES,
                null,
                new Problems())
            .source(new LineDecoder(), 1)
            .source();
    return (OrderedFileSource<RowBatch<String>>) source;
  }
}
