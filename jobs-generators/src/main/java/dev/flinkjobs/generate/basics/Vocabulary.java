package dev.flinkjobs.generate.basics;

import dev.flinkjobs.record.SeededNumbers;
import java.text.Normalizer;
import java.util.List;

/** The words of generated text, and what stands between them. */
final class Vocabulary {

  /**
   * A word.
   *
   * @param counted as which it is counted
   * @param written the ways in which it stands in the text
   */
  record Word(String counted, List<String> written) {}

  static final List<Word> WORDS =
      List.of(
          word("the", "the", "the", "the", "The", "THE"),
          word("stream", "stream", "stream", "Stream", "STREAM"),
          word("flink", "Flink", "Flink", "flink"),
          word("a", "a", "A"),
          word("데이터", "데이터"),
          word("of", "of"),
          word("events", "events"),
          word("window", "window", "Window"),
          word("흐름", "흐름", apart("흐름")),
          word("state", "state", "State"),
          word("time", "time"),
          word("and", "and", "AND"),
          word("don't", "don't", "Don’t"),
          word("café", "café", apart("café"), "CAFÉ"),
          word("안녕", "안녕", apart("안녕")),
          word("हिन्दी", "हिन्दी"),
          word("2024", "2024"),
          word("x86", "x86", "X86"));

  static final List<String> SEPARATORS =
      List.of(" ", " ", " ", " ", " ", " ", ", ", ". ", " — ", "-", "\t", "/", " 🙂 ", "; ");

  /** Quotes among them, which mean nothing in text. */
  static final List<String> STARTS = List.of("", "", "", "", "", "\"", "- ", "(");

  static final List<String> ENDS = List.of("", "", ".", "!", "?", ",\"", " ", "\r");

  private Vocabulary() {}

  private static Word word(String counted, String... written) {
    return new Word(counted, List.of(written));
  }

  /** Letters and marks taken apart, as macOS does. */
  private static String apart(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD);
  }

  /** The number of a word; it is the more likely the earlier the word stands. */
  static int draw(SeededNumbers random) {
    return Math.min(random.below(WORDS.size()), random.below(WORDS.size()));
  }
}
