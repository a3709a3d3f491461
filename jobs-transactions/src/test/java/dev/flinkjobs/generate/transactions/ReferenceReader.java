package dev.flinkjobs.generate.transactions;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads transactions character by character, slowly, and with nothing of the code that is tested:
 * what the rules for CSV and amounts say, once more in other words.
 */
final class ReferenceReader {
  private static final int LONGEST_ROW = 1024 * 1024;

  /** Bytes as characters of the same number. */
  private final String text;

  private int position;

  /** Of the row that was read last. */
  private int rowStart;

  private List<String> fields = new ArrayList<>();
  private boolean badQuote;

  private long rows;
  private long accepted;
  private final Map<String, Long> rejected = new TreeMap<>();
  private final Set<String> distinctRows = new HashSet<>();
  private boolean isFirst;
  private final Map<String, List<BigDecimal>> amounts = new TreeMap<>();
  private final Map<String, List<BigDecimal>> distinctAmounts = new TreeMap<>();
  private final Map<String, List<BigDecimal>> amountsByCurrency = new TreeMap<>();

  private ReferenceReader(byte[] file) {
    text = new String(file, StandardCharsets.ISO_8859_1);
  }

  static Results read(byte[] file) {
    return new ReferenceReader(file).read();
  }

  private Results read() {
    readRow();
    if (!String.join(",", fields)
        .equals(
            "transaction_id,timestamp,customer_id,transaction_type,amount,currency,stock_ticker,"
                + "stock_price,news_text")) {
      throw new AssertionError("header: " + fields);
    }
    while (position < text.length()) {
      readRow();
      rows++;
      isFirst = distinctRows.add(text.substring(rowStart, position));
      String reason = judge();
      if (!reason.isEmpty()) {
        rejected.merge(reason, 1L, Long::sum);
      }
    }
    return new Results(
        rows,
        accepted,
        rejected,
        rows - distinctRows.size(),
        lines(amounts),
        lines(amountsByCurrency),
        lines(distinctAmounts));
  }

  /** Moves behind the next row and its line feed. */
  private void readRow() {
    rowStart = position;
    fields = new ArrayList<>();
    badQuote = false;
    while (true) {
      boolean rowGoesOn = at(position) == '"' ? readQuoted() : readPlain();
      position++;
      if (!rowGoesOn) {
        return;
      }
    }
  }

  /** Moves to the comma or line feed behind the field; whether it is a comma. */
  private boolean readPlain() {
    StringBuilder field = new StringBuilder();
    while (at(position) != ',' && at(position) != '\n') {
      field.append(at(position));
      position++;
    }
    fields.add(field.toString());
    return at(position) == ',';
  }

  private boolean readQuoted() {
    StringBuilder field = new StringBuilder();
    position++;
    while (at(position) != '"' || at(position + 1) == '"') {
      field.append(at(position));
      position += at(position) == '"' ? 2 : 1;
    }
    position++;
    fields.add(field.toString());
    badQuote = at(position) != ',' && at(position) != '\n';
    while (badQuote && at(position) != '\n') {
      position++;
    }
    return at(position) == ',';
  }

  private char at(int index) {
    return text.charAt(index);
  }

  /** Why the row is rejected; empty if it is not, and then it is counted. */
  private String judge() {
    if (badQuote) {
      return "bad quote";
    }
    if (position - rowStart > LONGEST_ROW) {
      return "row too long";
    }
    if (!isUtf8(text.substring(rowStart, position))) {
      return "bad encoding";
    }
    if (fields.size() != 9) {
      return "wrong column count";
    }
    String type = utf8(fields.get(3));
    String amount = utf8(fields.get(4));
    if (type.isBlank() || amount.isBlank()) {
      return "missing value";
    }
    if (!amount.matches("[+-]?[0-9]+([.][0-9]+)?")) {
      return "not a number";
    }
    if (amount.replaceAll("[^0-9]", "").length() > 1000) {
      return "out of range";
    }
    accepted++;
    amounts.computeIfAbsent(type, key -> new ArrayList<>()).add(new BigDecimal(amount));
    if (isFirst) {
      distinctAmounts.computeIfAbsent(type, key -> new ArrayList<>()).add(new BigDecimal(amount));
    }
    amountsByCurrency
        .computeIfAbsent(type + "," + fields.get(5), key -> new ArrayList<>())
        .add(new BigDecimal(amount));
    return "";
  }

  private static boolean isUtf8(String bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
      return true;
    } catch (CharacterCodingException broken) {
      return false;
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static SortedSet<String> lines(Map<String, List<BigDecimal>> amounts) {
    SortedSet<String> lines = new TreeSet<>();
    amounts.forEach(
        (key, values) -> {
          BigDecimal total = values.stream().reduce(new BigDecimal("0.0"), BigDecimal::add);
          lines.add(key + "," + total.toPlainString() + "," + values.size());
        });
    return lines;
  }
}
