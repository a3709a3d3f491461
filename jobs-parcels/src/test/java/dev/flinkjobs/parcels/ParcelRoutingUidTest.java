package dev.flinkjobs.parcels;

import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("derived")
class ParcelRoutingUidTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"all, parcel-routing.uids", "first, parcel-routing-first.uids"})
  void theOperatorsKeepTheirUids(String routing, String committed) throws IOException {
    Path input = Files.writeString(directory.resolve("in.csv"), "weight_kg,address,refrigerated\n");
    UidContract.check(
        UidContract.graphOf(
            ParcelRoutingJob::main,
            "--input",
            input.toString(),
            "--routing",
            routing,
            "--output",
            "files:" + directory.resolve("out"),
            "--rejected",
            "files:" + directory.resolve("rejected")),
        Path.of("src/test/resources", committed));
  }
}
