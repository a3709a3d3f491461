package dev.flinkjobs.iteration;

import dev.flinkjobs.options.NotAllowed;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** Whole numbers separated by commas; blanks around a number do not count. */
final class WholeNumbersConverter implements ITypeConverter<WholeNumbers> {

  @Override
  public WholeNumbers convert(String value) {
    List<Long> numbers = new ArrayList<>();
    for (String number : value.split(",", -1)) {
      try {
        numbers.add(Long.valueOf(number.strip()));
      } catch (NumberFormatException noNumber) {
        throw new NotAllowed(value, "whole numbers of 64 bits separated by commas, such as 10,3");
      }
    }
    return new WholeNumbers(numbers);
  }
}
