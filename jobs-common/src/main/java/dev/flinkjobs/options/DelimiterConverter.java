package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** What separates columns: one ASCII character, or a tab as such, as {@code \t} or in a word. */
final class DelimiterConverter implements ITypeConverter<Character> {

  @Override
  public Character convert(String value) {
    if (value.equals("tab") || value.equals("\\t")) {
      return '\t';
    }
    if (value.length() == 1) {
      char c = value.charAt(0);
      if (c == '\t' || (c >= ' ' && c <= '~' && c != '"')) {
        return c;
      }
    }
    throw new NotAllowed(
        value.replace("\r", "\\r").replace("\n", "\\n"),
        "one ASCII character, neither quote nor line end, or tab");
  }
}
