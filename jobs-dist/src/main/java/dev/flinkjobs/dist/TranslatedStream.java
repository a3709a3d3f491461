package dev.flinkjobs.dist;

import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.Texts;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is said in English, in another language, line by line: by the texts of {@code
 * TranslatedStream.properties}, and the same of that language. Whoever says something need not know
 * of it. A line that is like no text is looked at in its parts. What is like no text even then
 * stays as it is, such as the words of a driver.
 */
final class TranslatedStream extends FilterOutputStream {

  /** Between parts of a line, the widest first. */
  private static final List<Pattern> SEPARATORS =
      Stream.of(" {3,}", "; ", " (?=\\(did you mean )", ": ", ", ", " (?=\\()")
          .map(Pattern::compile)
          .toList();

  private static final Pattern VALUE = Pattern.compile("\\{(\\d)}");

  /** Not what is a part of its own. */
  private static final String WITHIN = "(?<v%s>(?:(?!: |; |\\(did you mean ).)+?)";

  private static final String AT_THE_END = "(?<v%s>(?:(?!\\(did you mean ).)+)";

  private final List<Text> texts = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * @param pattern of the English text, with a group of the name {@code v1} for each {@code {1}};
   *     what is at its end is translated in its turn
   */
  private record Text(Pattern pattern, int length, String translated) {}

  TranslatedStream(OutputStream out, Lang lang) {
    super(out);
    Properties english = Texts.load(TranslatedStream.class, Lang.EN);
    Properties other = Texts.load(TranslatedStream.class, lang);
    for (String key : english.stringPropertyNames()) {
      String text = english.getProperty(key, "");
      String pattern =
          VALUE
              .matcher("\\Q" + text + "\\E")
              .replaceAll(
                  value -> {
                    String any = value.end() == text.length() + 2 ? AT_THE_END : WITHIN;
                    String group = String.format(Locale.ROOT, any, value.group(1));
                    return Matcher.quoteReplacement("\\E" + group + "\\Q");
                  });
      texts.add(new Text(Pattern.compile(pattern), text.length(), other.getProperty(key, text)));
    }
    texts.sort(Comparator.comparing(Text::length).reversed());
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      flush();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void flush() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String end = text.endsWith("\n") ? "\n" : "";
    text = text.substring(0, text.length() - end.length());
    out.write((translated(text, 0) + end).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String translated(String part, int separator) {
    for (Text text : texts) {
      Matcher matcher = text.pattern().matcher(part);
      if (matcher.matches()) {
        return VALUE
            .matcher(text.translated())
            .replaceAll(
                value -> {
                  String given = matcher.group("v" + value.group(1));
                  boolean last = matcher.end("v" + value.group(1)) == part.length();
                  return Matcher.quoteReplacement(last ? translated(given, 0) : given);
                });
      }
    }
    if (separator == SEPARATORS.size()) {
      return part;
    }
    StringBuilder whole = new StringBuilder();
    int from = 0;
    Matcher between = SEPARATORS.get(separator).matcher(part);
    while (between.find()) {
      whole.append(translated(part.substring(from, between.start()), separator + 1));
      whole.append(between.group());
      from = between.end();
    }
    return whole.append(translated(part.substring(from), separator + 1)).toString();
  }
}
