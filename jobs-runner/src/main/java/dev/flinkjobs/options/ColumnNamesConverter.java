package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of columns, separated by commas; blanks around a name do not count. */
public final class ColumnNamesConverter implements ITypeConverter<ColumnNames> {

  @Override
  public ColumnNames convert(String value) {
    List<String> names = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      String name = part.strip();
      if (name.isEmpty()) {
        throw new NotAllowed(value, "column names separated by single commas");
      }
      if (names.contains(name)) {
        throw new TypeConversionException(
            "'" + value + "' names the column " + name + " twice; name it once");
      }
      names.add(name);
    }
    return new ColumnNames(names);
  }
}
