package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.output.Utf8Buffer;

/** Writes lines of words, some of them empty. */
final class TextGenerator extends CsvGenerator<ExpectedWords> {
  private static final String NO_HEADER = "";
  private static final int MAX_WORDS = 12;

  TextGenerator(GenerateTextOptions options) {
    super(NO_HEADER, options, new ExpectedWords());
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    int[] words = new int[bad ? 0 : random.below(MAX_WORDS + 1)];
    for (int i = 0; i < words.length; i++) {
      words[i] = Vocabulary.draw(random);
    }
    write(
        to, 1, bad, TextFaults.ALL, column -> writeWords(to, words), () -> expected.accept(words));
  }

  private void writeWords(Utf8Buffer to, int[] words) {
    to.text(Vocabulary.start(random));
    for (int i = 0; i < words.length; i++) {
      to.text(i == 0 ? "" : Vocabulary.separator(random));
      to.text(Vocabulary.WORDS.get(words[i]).draw(random));
    }
    to.text(Vocabulary.end(random));
  }
}
