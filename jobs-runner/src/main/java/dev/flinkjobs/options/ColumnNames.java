package dev.flinkjobs.options;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * Names of columns as one option gives them.
 *
 * @param names at least one, none blank, none twice, in the order given
 */
public record ColumnNames(List<String> names) {
  public ColumnNames {
    names = List.copyOf(names);
  }

  /** Of a text, in which commas separate; blanks around a name do not count. */
  static ColumnNames parse(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      throw new NotAllowed(text, "column names separated by single commas");
    }
    for (String name : names) {
      if (names.indexOf(name) < names.lastIndexOf(name)) {
        throw new TypeConversionException(
            "'" + text + "' names the column " + name + " twice; name it once");
      }
    }
    return new ColumnNames(names);
  }

  /** As on the command line: {@code transaction_type,currency}. */
  @Override
  public String toString() {
    return String.join(",", names);
  }
}
