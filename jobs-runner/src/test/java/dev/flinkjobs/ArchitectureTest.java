package dev.flinkjobs;

import dev.flinkjobs.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void codeStaysInItsRooms() {
    ArchitectureRules.check("dev.flinkjobs");
  }
}
