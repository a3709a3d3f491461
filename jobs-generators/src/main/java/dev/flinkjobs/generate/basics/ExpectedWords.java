package dev.flinkjobs.generate.basics;

import dev.flinkjobs.generate.ExpectedResults;
import dev.flinkjobs.output.Utf8Buffer;
import java.io.OutputStream;

/** How often each word must be counted. */
final class ExpectedWords extends ExpectedResults {
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
  protected void writeResults(Utf8Buffer json, OutputStream out) {
    json.text(",\n  \"words\": {");
    String separator = "\n    \"";
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] > 0) {
        field(separator + Vocabulary.WORDS.get(word).counted() + "\": ", counts[word], json);
        separator = ",\n    \"";
      }
    }
    json.text("\n  }");
  }
}
