package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** What separates columns: one ASCII character, or a tab as such, as {@code \t} or in a word. */
final class DelimiterConverter implements ITypeConverter<Character> {

  @Override
  public Character convert(String value) {
    if (value.equals("tab") || value.equals("\\t")) {
      return '\t';
    }
    if (value.matches("[\t -~&&[^\"]]")) {
      return value.charAt(0);
    }
    throw new NotAllowed(
        value.replace("\r", "\\r").replace("\n", "\\n"),
        "one ASCII character, neither quote nor line end, or tab");
  }
}
