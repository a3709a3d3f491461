package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.soak.Findings.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verdict on a run. That each fault is found is tested with each {@link Workload}. */
class FindingsTest {
  private final Findings findings = new Findings();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void withoutAFaultARunIsExact() {
    assertThat(isExact()).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("exact\n");
    assertThat(findings).hasToString("lost 0, duplicated 0, out of order 0, wrong 0, open 0");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void eachFaultAloneKeepsARunFromBeingExact(Fault fault) {
    findings.add(fault, "one");
    assertThat(isExact()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(fault.text() + ": one\n");
    assertThat(findings.toString()).contains(fault.text() + " 1");
  }

  private boolean isExact() {
    return Soak.isExact(findings, new PrintStream(out, true, StandardCharsets.UTF_8));
  }
}
