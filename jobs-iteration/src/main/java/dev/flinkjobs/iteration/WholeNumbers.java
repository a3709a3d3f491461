package dev.flinkjobs.iteration;

import dev.flinkjobs.options.NotAllowed;
import java.util.Arrays;
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

  /** Of a text, in which commas separate; blanks around a number do not count. */
  static WholeNumbers parse(String text) {
    try {
      return new WholeNumbers(
          Arrays.stream(text.split(",", -1)).map(String::strip).map(Long::valueOf).toList());
    } catch (NumberFormatException noNumber) {
      throw new NotAllowed(text, "whole numbers of 64 bits separated by commas, such as 10,3");
    }
  }

  /** As on the command line: {@code 10,3}. */
  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
