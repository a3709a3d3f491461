package dev.flinkjobs.iteration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers as one option gives them.
 *
 * @param numbers at least one, in the order given
 */
record WholeNumbers(List<Long> numbers) {
  WholeNumbers {
    numbers = List.copyOf(numbers);
  }

  /** As on the command line: {@code 10,3}. */
  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
