package dev.flinkjobs.dist;

import dev.flinkjobs.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void codeLeadsNowhereItMayNot() {
    ArchitectureRules.check("dev.flinkjobs");
  }
}
