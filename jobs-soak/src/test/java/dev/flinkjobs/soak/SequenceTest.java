package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.soak.Findings.Fault;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private final Findings findings = new Findings();
  private final Sequence sequence = new Sequence("total of A", findings);

  @Test
  void allInTheirOrderIsClean() {
    accept(1, 2, 3);
    sequence.end(3);
    assertThat(findings.isClean()).isTrue();
    assertThat(findings).hasToString("lost 0, duplicated 0, out of order 0, wrong 0, open 0");
  }

  @Test
  void gapsAreLostAndNamedAsOne() {
    accept(1, 4, 5, 7);
    sequence.end(9);
    assertThat(findings.count(Fault.LOST)).isEqualTo(5);
    assertThat(findings.told())
        .containsExactly(
            "lost: total of A 8 to 9", "lost: total of A 2 to 3", "lost: total of A 6");
  }

  @Test
  void whatComesAgainIsDuplicated() {
    accept(1, 2, 2, 3, 1);
    sequence.end(3);
    assertThat(findings.told())
        .containsExactly(
            "duplicated: #3: total of A 2 comes again", "duplicated: #5: total of A 1 comes again");
  }

  @Test
  void whatComesLaterThanItShouldIsOutOfOrderAndNotLost() {
    accept(1, 3, 2, 4);
    sequence.end(4);
    assertThat(findings.told()).containsExactly("out of order: #3: total of A 2 comes behind 3");
    assertThat(findings.count(Fault.LOST)).isZero();
  }

  private void accept(long... numbers) {
    LongStream.range(0, numbers.length)
        .forEach(i -> sequence.accept(numbers[(int) i], "#" + (i + 1)));
  }
}
