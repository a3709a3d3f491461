package dev.flinkjobs.benchmarks.advertising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvertisingOptionsTest {

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new AdvertisingOptions())).isEmpty();
  }

  @Test
  void allFaultsAreNamedTogether() {
    assertThatThrownBy(() -> AdvertisingJob.main(new String[] {"--window", "0s"}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--input is missing; give a topic")
        .hasMessageContaining("--window: '0s' is not allowed; allowed: a duration of 1ms or more")
        .hasMessageContaining("--campaigns is missing; give a CSV file");
  }

  @Test
  void aTableThatIsNoneIsRefusedWithItsLine(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("campaigns.csv");
    assertThatThrownBy(() -> AdvertisingJob.main(new String[] {"--campaigns", file.toString()}))
        .hasMessageContaining("--campaigns " + file + ": there is no such file");
    Files.writeString(file, "ad_id,campaign_id\na,1\nb\n");
    assertThatThrownBy(() -> AdvertisingJob.main(new String[] {"--campaigns", file.toString()}))
        .hasMessageContaining("line 3: 'b' is not ad_id,campaign_id");
    Files.writeString(file, "ad,campaign\n");
    assertThatThrownBy(() -> AdvertisingJob.main(new String[] {"--campaigns", file.toString()}))
        .hasMessageContaining("the first line has to be ad_id,campaign_id");
  }
}
