package dev.flinkjobs.parcels;

import dev.flinkjobs.options.NotAllowed;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** Words separated by commas; blanks around a word do not count. */
final class KeywordsConverter implements ITypeConverter<Keywords> {

  @Override
  public Keywords convert(String value) {
    List<String> words = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    if (words.contains("")) {
      throw new NotAllowed(value, "words separated by single commas");
    }
    return new Keywords(words);
  }
}
