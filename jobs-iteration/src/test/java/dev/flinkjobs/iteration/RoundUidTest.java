package dev.flinkjobs.iteration;

import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round has no savepoints, but its operators have names, and types that need no Kryo. */
@Tag("derived")
class RoundUidTest {
  @TempDir Path directory;

  @Test
  void theOperatorsOfARoundKeepTheirUids() throws IOException {
    UidContract.check(
        UidContract.graphOf(DoubleUntilJob::main), Path.of("src/test/resources/double-until.uids"));
    Path points = Files.writeString(directory.resolve("points.csv"), "x,y\n");
    UidContract.check(
        UidContract.graphOf(KMeansJob::main, "--input", points.toString()),
        Path.of("src/test/resources/k-means.uids"));
    Path edges = Files.writeString(directory.resolve("edges.csv"), "source,target\n");
    UidContract.check(
        UidContract.graphOf(PageRankJob::main, "--input", edges.toString()),
        Path.of("src/test/resources/page-rank.uids"));
  }
}
