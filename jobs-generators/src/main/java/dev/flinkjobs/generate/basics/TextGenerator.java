package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.IntStream;

/** Writes lines of words, some of them empty. */
final class TextGenerator extends CsvGenerator<TextGenerator.ExpectedWords> {
  private static final int LINE = 0;
  private static final int MAX_WORDS = 12;

  /** Nothing but the bytes of a line can be wrong. */
  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.cp949(LINE, "안녕"),
              // Latin-1: "café".
              Fault.badEncoding(LINE, 'c', 'a', 'f', 0xE9),
              // UTF-8 whose last byte was cut off: "세계".
              Fault.badEncoding(LINE, 0xEC, 0x84, 0xB8, 0xEA, 0xB3),
              // A longer form than needed, of a slash.
              Fault.badEncoding(LINE, 'a', 0xC0, 0xAF, 'b'),
              // Half of a surrogate pair.
              Fault.badEncoding(LINE, 0xED, 0xA0, 0x80)),
          // Of over 1 MiB.
          Fault.of(RejectReason.ROW_TOO_LONG, LINE, "All work and no play. ".repeat(50_000)));

  TextGenerator(GenerateTextOptions options) {
    super("", options, new ExpectedWords());
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    boolean bad = random.fraction() < badRate;
    int[] words = new int[bad ? 0 : random.below(MAX_WORDS + 1)];
    for (int i = 0; i < words.length; i++) {
      words[i] = Vocabulary.draw(random);
    }
    write(to, 1, bad, FAULTS, column -> writeWords(to, words), () -> expected.accept(words));
  }

  private void writeWords(Utf8Buffer to, int[] words) {
    to.text(random.pick(Vocabulary.STARTS));
    for (int i = 0; i < words.length; i++) {
      to.text(i == 0 ? "" : random.pick(Vocabulary.SEPARATORS));
      to.text(random.pick(Vocabulary.WORDS.get(words[i]).written()));
    }
    to.text(random.pick(Vocabulary.ENDS));
  }

  /** How often each word must be counted. */
  static final class ExpectedWords extends ExpectedResults {
    private final long[] counts = new long[Vocabulary.WORDS.size()];

    /**
     * Counts a good line.
     *
     * @param words the numbers of its words, in {@link Vocabulary#WORDS}
     */
    void accept(int[] words) {
      for (int word : words) {
        counts[word]++;
      }
      accept();
    }

    @Override
    protected void writeResults(Writer json) throws IOException {
      json.write(
          lines(
              "words",
              IntStream.range(0, counts.length)
                  .filter(word -> counts[word] > 0)
                  .mapToObj(word -> field(Vocabulary.WORDS.get(word).counted(), counts[word]))));
    }
  }
}
