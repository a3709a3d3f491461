package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;
import org.jspecify.annotations.Nullable;

/** Writes lines of words, some of them empty. */
final class TextGenerator extends CsvGenerator {
  private static final String NO_HEADER = "";
  private static final int MAX_WORDS = 12;

  private final GenerateTextOptions options;
  private final SeededNumbers random;
  private final ExpectedWords expected = new ExpectedWords();

  TextGenerator(GenerateTextOptions options) {
    super(NO_HEADER, options.rows());
    this.options = options;
    this.random = new SeededNumbers(options.seed());
  }

  @Override
  public ExpectedWords expected() {
    return expected;
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < options.badRate();
    if (bad) {
      Fault fault = TextFaults.ALL.next(expected.rejected());
      writeLine(to, new int[0], fault);
      expected.reject(fault.reason());
    } else {
      int[] words = new int[random.below(MAX_WORDS + 1)];
      for (int i = 0; i < words.length; i++) {
        words[i] = Vocabulary.draw(random);
      }
      writeLine(to, words, null);
      expected.accept(words);
    }
  }

  private void writeLine(Utf8Buffer to, int[] words, @Nullable Fault fault) {
    Fault.writeRow(to, 1, fault, column -> writeWords(to, words));
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
