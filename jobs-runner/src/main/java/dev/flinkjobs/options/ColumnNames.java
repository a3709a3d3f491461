package dev.flinkjobs.options;

import java.util.List;

/**
 * Names of columns as one option gives them.
 *
 * @param names at least one, none blank, none twice, in the order given
 */
public record ColumnNames(List<String> names) {
  public ColumnNames {
    names = List.copyOf(names);
  }

  /** As on the command line: {@code transaction_type,currency}. */
  @Override
  public String toString() {
    return String.join(",", names);
  }
}
