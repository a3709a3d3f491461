package dev.flinkjobs.basics;

import dev.flinkjobs.testing.ShadedJarContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JobJarIT {

  @Test
  void theJobJarHoldsTheJobAndNothingOfFlink() throws IOException {
    ShadedJarContract.check(WordCountJob.class);
  }
}
