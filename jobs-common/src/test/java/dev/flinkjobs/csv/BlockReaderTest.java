package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several threads read what one thread reads, wherever their blocks begin. */
class BlockReaderTest {

  /** All that is read of a file, and the place behind it. */
  private record Read(
      List<PairDecoder.Pair> rows, List<Rejected> rejected, long bytes, long end, long line) {}

  @ParameterizedTest
  @MethodSource("files")
  void readsTheSameAtEveryBoundary(String file) throws IOException {
    Read wanted = all(oneThread(file, 0, 1));
    for (int block = 1; block <= file.length() + 1; block++) {
      assertThat(all(blocks(file, 0, 1, block, 3))).as("blocks of %s", block).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsTheSameByAnyNumberOfThreads(String file) throws IOException {
    Read wanted = all(oneThread(file, 0, 1));
    for (int threads = 1; threads <= 8; threads++) {
      assertThat(all(blocks(file, 0, 1, 7, threads))).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsOnFromBehindEachBatch(String file) throws IOException {
    List<PairDecoder.Pair> wanted = all(oneThread(file, 0, 1)).rows;
    List<PairDecoder.Pair> before = new ArrayList<>();
    try (FileRows<PairDecoder.Pair> rows = blocks(file, 0, 1, 9, 2)) {
      for (var batch = rows.readBatch(); batch != null; batch = rows.readBatch()) {
        before.addAll(batch.rows());
        Read behind = all(blocks(file, rows.position(), rows.line(), 9, 2));
        assertThat(Stream.concat(before.stream(), behind.rows.stream())).isEqualTo(wanted);
        assertThat(behind).isEqualTo(all(oneThread(file, rows.position(), rows.line())));
      }
    }
  }

  static Stream<String> files() {
    return Stream.of(
        "a,1\nbb,22\nccc,333\n\n\ndddd,4444\ne,5",
        "a,1\r\nbb,22\r\n\r\n\r\nccc,333\r\n",
        // Line breaks in quotes, of which some look like rows.
        "\"a\nb,9\n\",1\nb,2\n\"c\n\n\nd\",3\n\"e\r\nf\"\"\n\",4\n",
        // Rows that are rejected, each with its line.
        "a,1\nb,x\n\"c\"d,3\ne\nf,6,6\n\n,7\n\"g\ng\",8,8\n한국,9\n",
        // A quote that is never closed.
        "a,1\n\"b,2\nc,3\nd,4\n\"e\n\n\",5\n\"f,6\ng,7",
        // A carriage return that ends no line.
        "a,1\n\"b\",2\r\n\"c\"\r,3\n\"d\",4\ne,\"5\"\r",
        "\n\n\n",
        "");
  }

  @Test
  void aLongRowSpansManyBlocks() throws IOException {
    String file = "a,1\n\"" + "x\n".repeat(500) + "\",2\nb,3\n";
    assertThat(all(blocks(file, 0, 1, 64, 4))).isEqualTo(all(oneThread(file, 0, 1)));
  }

  @Test
  void aBlockThatCannotBeReadFailsTheFile() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    BlockReader.Opening<PairDecoder.Pair> broken =
        (position, line) -> {
          if (opened.incrementAndGet() > 2) {
            throw new IOException("gone");
          }
          return oneThread("a,1\nb,2\nc,3\nd,4\n", position, line);
        };
    try (BlockReader<PairDecoder.Pair> rows = new BlockReader<>(broken, 0, 1, 16, 4, 1)) {
      assertThatThrownBy(() -> all(rows)).isInstanceOf(IOException.class).hasMessage("gone");
    }
  }

  private static FileRows<PairDecoder.Pair> blocks(
      String file, long position, long line, int block, int threads) {
    long size = file.getBytes(StandardCharsets.UTF_8).length;
    return new BlockReader<>(
        (at, lineThere) -> oneThread(file, at, lineThere), position, line, size, block, threads);
  }

  private static RowReader<PairDecoder.Pair> oneThread(String file, long position, long line) {
    return TextReader.of(file, position, line, new PairDecoder(), null);
  }

  private static Read all(FileRows<PairDecoder.Pair> reader) throws IOException {
    List<PairDecoder.Pair> rows = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    long bytes = 0;
    try (reader) {
      for (RowBatch<PairDecoder.Pair> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        rows.addAll(batch.rows());
        rejected.addAll(batch.rejected());
        bytes += batch.bytes();
      }
      return new Read(rows, rejected, bytes, reader.position(), reader.line());
    }
  }
}
