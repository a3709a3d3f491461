package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rejected rows say their line, and a reader that goes on somewhere in a file says the same. */
class RejectedLinesTest {
  private static final int ROWS = 60_000;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"in.csv, 1", "in.csv, 3", "in.csv.gz, 1", "in.jsonl, 1", "in.jsonl, 3"})
  void aRowThatIsRejectedBehindACheckpointHasItsLineInTheFile(String name, int threads)
      throws IOException {
    boolean isJson = name.contains("json");
    StringBuilder text = new StringBuilder(isJson ? "" : "name,amount,note\n");
    List<Long> wanted = new ArrayList<>();
    long line = isJson ? 1 : 2;
    for (int i = 0; i < ROWS; i++) {
      boolean isBad = i % 7 == 0;
      if (isBad) {
        wanted.add(line);
      }
      String row = isJson ? json(isBad) : csv(isBad);
      text.append(row);
      line += row.chars().filter(character -> character == '\n').count();
    }
    Path file = write(name, text.toString());
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

  @ParameterizedTest
  @CsvSource({"in.csv, 4, 1", "in.csv, 4, 3", "in.csv.gz, 4, 1", "in.jsonl, 2, 3"})
  void aRowThatItsRecordKeepsHasItsPlaceAsARejectedOneHas(String name, int lines, int threads)
      throws IOException {
    boolean isJson = name.contains("json");
    String header = isJson ? "" : "name,amount,note\n";
    String row = isJson ? json(false) : csv(false);
    Path file = write(name, header + row.repeat(ROWS) + (isJson ? json(true) : csv(true)));
    List<Rejected> all = new ArrayList<>();
    CsvFileFormat<Kept> format =
        new CsvFileFormat<>(
            CsvDialect.withHeader(','), new KeepRows(), "", null, Map.of(), threads);
    for (var batch : AllBatches.of(format, file, null, threads)) {
      batch.getRecord().rows().forEach(kept -> all.add(kept.row));
      all.addAll(batch.getRecord().rejected());
    }
    long first = isJson ? 1 : 2;
    assertThat(all)
        .extracting(Rejected::line)
        .isEqualTo(LongStream.rangeClosed(0, ROWS).map(n -> first + n * lines).boxed().toList());
    assertThat(all).extracting(Rejected::source).containsOnly(all.get(ROWS).source());
  }

  /** A record that keeps its row. */
  private record Kept(Rejected row) implements RowDecoder.Keeping<Kept> {
    @Override
    public Kept with(UnaryOperator<Rejected> change) {
      return new Kept(change.apply(row));
    }
  }

  private static final class KeepRows implements RowDecoder<Kept> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of("amount");
    }

    @Override
    public Kept decode(Fields row) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Kept decode(Fields row, Original original) throws BadValue {
      row.decimal(0);
      return new Kept(original.as(RejectReason.DUPLICATE, null, null));
    }

    @Override
    public TypeInformation<Kept> type() {
      return TypeInformation.of(Kept.class);
    }
  }

  /** Three lines, and one that is no row. */
  private static String csv(boolean isBad) {
    return "a," + (isBad ? "x" : "1") + ",\"한\n국\n" + "note ".repeat(16) + "\"\n\n";
  }

  private static String json(boolean isBad) {
    String amount = isBad ? "x" : "1";
    return "{\"name\":\"a\",\"amount\":\"%s\",\"note\":\"%s\"}\n\n"
        .formatted(amount, "note ".repeat(16));
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(bytes.length).isGreaterThan(BlockReader.BLOCK);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(bytes);
    }
    return file;
  }

  private static List<Long> lines(RecordAndPosition<RowBatch<PairDecoder.Pair>> batch) {
    return batch.getRecord().rejected().stream().map(row -> row.line()).toList();
  }

  private static List<RecordAndPosition<RowBatch<PairDecoder.Pair>>> read(
      Path file, @Nullable CheckpointedPosition position, int threads) throws IOException {
    CsvFileFormat<PairDecoder.Pair> format =
        new CsvFileFormat<>(
            CsvDialect.withHeader(','), new PairDecoder(), "", null, Map.of(), threads);
    return AllBatches.of(format, file, position, threads);
  }
}
