package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keys that one system or another takes for the same, or cannot hold. Each of them has one amount
 * of its own, by which it is found again: in the results, or as a dead letter.
 */
final class AwkwardKeys {
  private static final List<String> KEYS =
      List.of(
          "a",
          "A",
          "a ",
          "a  ",
          " a",
          "a\t",
          "a\u00a0",
          "a\u200b",
          "\uff41",
          "\u00e9",
          "e\u0301",
          "\ud55c",
          "\u1112\u1161\u11ab",
          "stra\u00dfe",
          "strasse",
          "i",
          "\u0131",
          "I",
          "\ud83d\ude00",
          "\ud83d\ude01",
          "",
          "null",
          "a\\",
          "a\\\\",
          "a'",
          "a\"",
          "a\0",
          "a\0\0",
          "a\u2400",
          "a\u241b\u2400",
          "k".repeat(999) + "x",
          "k".repeat(999) + "y",
          "\ud83d\ude00".repeat(255),
          "\ud83d\ude00".repeat(1000));

  private static final int FIRST_AMOUNT = 7700;
  private static final Pattern AMOUNT = Pattern.compile("\\b77\\d\\d\\b");

  private final Path directory;

  private AwkwardKeys(Path directory) {
    this.directory = directory;
  }

  /** Sends all keys to an output. */
  static AwkwardKeys sendTo(String output, Path directory) throws IOException {
    AwkwardKeys keys = new AwkwardKeys(directory);
    Path input = directory.resolve("keys.csv");
    List<String> rows = new ArrayList<>(List.of("transaction_type,amount"));
    for (String key : KEYS) {
      rows.add('"' + key.replace("\"", "\"\"") + "\"," + amount(key));
    }
    Files.write(input, rows);
    try (StdStreams std = StdStreams.capture()) {
      TransactionTotalsJob.main(
          new String[] {
            "--input",
            input.toString(),
            "--output",
            output,
            "--rejected",
            "files:" + directory.resolve("rejected") + "?format=json"
          });
      assertThat(std.err()).contains("balanced: ");
    }
    return keys;
  }

  private static String amount(String key) {
    return String.valueOf(FIRST_AMOUNT + KEYS.indexOf(key));
  }

  /**
   * Checks that each key is in one row or one dead letter, and that no two rows have the same key.
   *
   * @param rows of the output, a key and its amount each: {@code a|7700}
   * @return the keys of the dead letters, those of many characters as how many there are
   */
  List<String> deadLetters(List<String> rows) throws IOException {
    List<Integer> arrived = rows.stream().map(AwkwardKeys::index).toList();
    List<Integer> rejected =
        CommittedParts.asOne(directory.resolve("rejected"))
            .lines()
            .map(AwkwardKeys::index)
            .toList();
    assertThat(Stream.concat(arrived.stream(), rejected.stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, KEYS.size()).boxed().toList());
    assertThat(rows).extracting(row -> row.replaceFirst("\\|[^|]*$", "")).doesNotHaveDuplicates();
    return rejected.stream().sorted().map(KEYS::get).map(AwkwardKeys::shown).toList();
  }

  private static int index(String text) {
    Matcher amount = AMOUNT.matcher(text);
    assertThat(amount.find()).as(text).isTrue();
    return Integer.parseInt(amount.group()) - FIRST_AMOUNT;
  }

  private static String shown(String key) {
    int characters = key.codePointCount(0, key.length());
    return characters > 10 ? characters + " characters" : key;
  }
}
