package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rejected rows say their line, and a reader that goes on somewhere in a file says the same. */
class RejectedLinesTest {
  private static final int ROWS = 60_000;
  private static final int LINES_OF_A_ROW = 3;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aRowThatIsRejectedBehindACheckpointHasItsLineInTheFile(int threads) throws IOException {
    StringBuilder text = new StringBuilder("name,amount,note\n");
    List<Long> wanted = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      boolean isBad = i % 7 == 0;
      if (isBad) {
        wanted.add(2L + (long) LINES_OF_A_ROW * i);
      }
      text.append("a,").append(isBad ? "x" : "1").append(",\"한\n국\n");
      text.append("note ".repeat(16)).append("\"\n");
    }
    Path file = directory.resolve("in.csv");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    assertThat(Files.size(file)).isGreaterThan(BlockReader.BLOCK);
    List<Long> before = new ArrayList<>();
    List<RecordAndPosition<RowBatch<PairDecoder.Pair>>> batches = read(file, null, threads);
    assertThat(batches).hasSizeGreaterThan(2);
    for (RecordAndPosition<RowBatch<PairDecoder.Pair>> batch : batches) {
      before.addAll(lines(batch));
      List<Long> all = new ArrayList<>(before);
      read(file, new CheckpointedPosition(batch.getOffset(), batch.getRecordSkipCount()), threads)
          .forEach(behind -> all.addAll(lines(behind)));
      assertThat(all).isEqualTo(wanted);
    }
  }

  private static List<Long> lines(RecordAndPosition<RowBatch<PairDecoder.Pair>> batch) {
    return batch.getRecord().rejected().stream().map(row -> row.line()).toList();
  }

  private static List<RecordAndPosition<RowBatch<PairDecoder.Pair>>> read(
      Path file, @Nullable CheckpointedPosition position, int threads) throws IOException {
    CsvFileFormat<PairDecoder.Pair> format =
        new CsvFileFormat<>(
            CsvDialect.withHeader(','), new PairDecoder(), "", null, Map.of(), threads);
    long bytes = Files.size(file);
    FileSourceSplit split =
        new FileSourceSplit(
            "1",
            new org.apache.flink.core.fs.Path(file.toUri()),
            0,
            bytes,
            0,
            bytes,
            new String[0],
            position);
    return AllBatches.of(format.reader(split, position, threads));
  }
}
