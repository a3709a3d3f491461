package dev.flinkjobs.csv;

import static dev.flinkjobs.csv.TextEncoding.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.FileWatermark;
import dev.flinkjobs.time.Timed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of times in milliseconds, with a delay of 1 s and a step of 5 s. */
class TimedRowsTest {
  private static final EventTime TIME =
      EventTime.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          TumblingEventTimeWindows.of(Duration.ofSeconds(5)),
          Duration.ZERO);

  @TempDir Path directory;

  @Test
  void aBatchEndsBehindTheRowThatMovesTheWatermark() throws IOException {
    assertThat(batches(file(0, 4000, 5999, 6000, 5000, 7000, 21000), Map.of()))
        .containsExactly(
            "[0] -5001", "[4000] -1", "[5999, 6000] 4999", "[5000, 7000, 21000] 19999");
  }

  @Test
  void aBatchOfValuesThatComeOneByOneEndsThere() throws CsvFileException {
    CsvDialect dialect = new CsvDialect(',', List.of("time"), new TimeFormat("millis"), UTF_8);
    ValueReader<At> reader = ValueReader.ofCsv("t/0", dialect, new AtDecoder(), TIME);
    List<RowBatch<At>> batches = new ArrayList<>();
    for (long time : List.of(0L, 4000L, 5999L, 6000L, 5000L, 7000L)) {
      if (reader.add(time, String.valueOf(time).getBytes(StandardCharsets.UTF_8))) {
        batches.add(reader.takeBatch());
      }
    }
    assertThat(reader.hasRows()).isTrue();
    batches.add(reader.takeBatch());
    assertThat(reader.hasRows()).isFalse();
    assertThat(batches)
        .extracting(TimedRowsTest::text)
        .containsExactly("[0] -5001", "[4000] -1", "[5999, 6000] 4999", "[5000, 7000] 4999");
  }

  @Test
  void theWatermarkDoesNotPassTheFilesThatAreReadLater() throws IOException {
    assertThat(batches(file(0, 6000, 11000, 21000), Map.of("0", 4999L)))
        .containsExactly("[0] -5001", "[6000] 4999", "[11000, 21000] 4999");
  }

  @Test
  void aRejectedRowMovesNothing() throws IOException {
    Path file = Files.writeString(directory.resolve("bad.csv"), "time\n0\nlater\n999\n");
    assertThat(batches(file, Map.of())).containsExactly("[0] -5001", "[999] -5001");
  }

  @Test
  void theFirstTimeOfAFileIsThatOfItsFirstGoodRow() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.csv"), "time\nlater\n\n7\n3\n");
    assertThat(firstTimestamp(file)).isEqualTo("OptionalLong[7]");
    assertThat(firstTimestamp(Files.writeString(file, "time\n"))).isEqualTo("OptionalLong.empty");
  }

  private static String firstTimestamp(Path file) throws Exception {
    return CsvFileFormat.firstTimestamp(path(file), TextReader.DIALECT, new AtDecoder()).toString();
  }

  @Test
  void aFileIsReadOnFromBehindAnyBatch() throws IOException {
    long[] times = IntStream.range(0, 200_000).mapToLong(row -> row * 100L).toArray();
    Path file = file(times);
    List<Long> before = new ArrayList<>();
    List<RecordAndPosition<RowBatch<At>>> batches = read(file, Map.of(), null);
    assertThat(batches).hasSizeGreaterThan(4000);
    for (int i = 0; i < batches.size(); i++) {
      batches.get(i).getRecord().rows().forEach(row -> before.add(row.timestamp()));
      if (i % 500 == 0) {
        List<Long> all = new ArrayList<>(before);
        RecordAndPosition<RowBatch<At>> last = batches.get(i);
        read(file, Map.of(), new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount()))
            .forEach(batch -> batch.getRecord().rows().forEach(row -> all.add(row.timestamp())));
        assertThat(all).isEqualTo(LongStream.of(times).boxed().toList());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void severalThreadsFindTheWatermarksOfOne(int threads) throws IOException {
    String file = text(randomTimes(100));
    List<RowOrWatermark> wanted = rowsAndWatermarks(reader(file, "time\n".length()));
    for (int block = 1; block <= file.length(); block++) {
      BlockReader<At> blocks =
          new BlockReader<>(
              (position, line) -> reader(file, position),
              "time\n".length(),
              1,
              file.length(),
              block,
              threads);
      assertThat(rowsAndWatermarks(blocks)).as("blocks of %s", block).isEqualTo(wanted);
    }
  }

  /** Rows that go on by a second each, and by up to a minute to and fro: many are late. */
  private static long[] randomTimes(int rows) {
    Random random = new Random(rows);
    return IntStream.range(0, rows)
        .mapToLong(row -> 60_000 + row * 1000L + random.nextInt(60_000))
        .toArray();
  }

  private static RowReader<At> reader(String file, long position) {
    return TextReader.of(
        file, position, 1, new AtDecoder(), new FileWatermark(TIME, Long.MAX_VALUE));
  }

  private static List<RowOrWatermark> rowsAndWatermarks(FileRows<At> rows) throws IOException {
    List<RowBatch<At>> batches = new ArrayList<>();
    try (rows) {
      for (var batch = rows.readBatch(); batch != null; batch = rows.readBatch()) {
        batches.add(batch);
      }
    }
    return rowsAndWatermarks(batches);
  }

  private record RowOrWatermark(boolean isRow, long time) {}

  /** The rows, and behind those that move the watermark where it is then. */
  private static List<RowOrWatermark> rowsAndWatermarks(List<RowBatch<At>> batches) {
    List<RowOrWatermark> all = new ArrayList<>();
    long watermark = RowBatch.NO_WATERMARK;
    for (RowBatch<At> batch : batches) {
      batch.rows().forEach(row -> all.add(new RowOrWatermark(true, row.timestamp())));
      if (batch.watermark() != watermark) {
        watermark = batch.watermark();
        all.add(new RowOrWatermark(false, watermark));
      }
    }
    return all;
  }

  @Test
  void aLargeFileIsReadBySeveralThreadsWithTheSameWatermarks() throws IOException {
    Path file = file(randomTimes(2_000_000));
    assertThat(Files.size(file)).isGreaterThan(4L * BlockReader.BLOCK);
    assertThat(rowsAndWatermarks(batches(file, 3))).isEqualTo(rowsAndWatermarks(batches(file, 1)));
  }

  private static List<RowBatch<At>> batches(Path file, int threads) throws IOException {
    return AllBatches.of(format(Map.of()), file, null, threads).stream()
        .map(RecordAndPosition::getRecord)
        .toList();
  }

  private Path file(long... times) throws IOException {
    return Files.writeString(directory.resolve("times.csv"), text(times));
  }

  private static String text(long... times) {
    return LongStream.of(times)
        .mapToObj(time -> time + "\n")
        .collect(Collectors.joining("", "time\n", ""));
  }

  /** The times in each batch, and the watermark behind it: {@code [0, 4000] -1}. */
  private static List<String> batches(Path file, Map<String, Long> bounds) throws IOException {
    return read(file, bounds, null).stream()
        .map(RecordAndPosition::getRecord)
        .map(TimedRowsTest::text)
        .toList();
  }

  private static String text(RowBatch<At> batch) {
    return batch.rows().stream().map(At::timestamp).toList() + " " + batch.watermark();
  }

  private static List<RecordAndPosition<RowBatch<At>>> read(
      Path file, Map<String, Long> bounds, @Nullable CheckpointedPosition position)
      throws IOException {
    return AllBatches.of(format(bounds), file, position, 1);
  }

  private static CsvFileFormat<At> format(Map<String, Long> bounds) {
    return new CsvFileFormat<>(TextReader.DIALECT, new AtDecoder(), "", TIME, bounds, 1);
  }

  private static org.apache.flink.core.fs.Path path(Path file) {
    return org.apache.flink.core.fs.Path.fromLocalFile(file.toFile());
  }

  private record At(long timestamp) implements Timed {}

  private static final class AtDecoder implements RowDecoder<At> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of("time");
    }

    @Override
    public At decode(Fields row) throws BadValue {
      return new At(row.timestamp(0, ZoneOffset.UTC));
    }

    @Override
    public TypeInformation<At> type() {
      return TypeInformation.of(At.class);
    }
  }
}
