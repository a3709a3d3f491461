package dev.flinkjobs.testing.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.soak.Findings.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsTest {
  private final Findings findings = new Findings();

  @Test
  void withoutAFaultARunIsExact() {
    assertThat(findings.isClean()).isTrue();
    assertThat(findings).hasToString("lost 0, duplicated 0, out of order 0, wrong 0, open 0");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void eachFaultAloneKeepsARunFromBeingExact(Fault fault) {
    findings.add(fault, "one");
    assertThat(findings.isClean()).isFalse();
    assertThat(findings.told()).containsExactly(fault.text() + ": one");
    assertThat(findings.toString()).contains(fault.text() + " 1");
  }
}
