package dev.flinkjobs.iteration;

import dev.flinkjobs.testing.ShadedJarContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JobJarIT {

  @Test
  void theJobJarHoldsTheJobsAndNothingOfFlink() throws IOException {
    ShadedJarContract.check(DoubleUntilJob.class);
  }
}
