package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.ShadedJarContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobJarIT {

  @Test
  void theJobJarHoldsTheJobAndNothingOfFlink() throws IOException {
    ShadedJarContract.check(WindowAveragesJob.class);
  }

  @Test
  void besideItIsTheListOfWhatItIsMadeOf() throws IOException {
    assertThat(Files.readString(Path.of("target/bom.json")))
        .contains("\"bomFormat\" : \"CycloneDX\"", "picocli", "flink-connector-files");
  }
}
