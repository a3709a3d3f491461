package dev.flinkjobs.options;

import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is wrong with one command line, so that a user mends it in one go. */
public final class Problems {
  private final List<String> messages = new ArrayList<>();

  /** Longer ones first, which may have others in them. */
  private final Map<String, String> shownByText =
      new TreeMap<>(
          Comparator.comparing(String::length).reversed().thenComparing(String::compareTo));

  private boolean columnsInDoubt;
  private boolean pathsElsewhere;

  /** Adds a problem: what is wrong, where, what is allowed, and the next step. */
  public void add(String message) {
    messages.add(message);
  }

  /**
   * The same.
   *
   * @param text of a {@link Message}
   */
  public void add(String text, @Nullable Object... values) {
    add(Message.of(text, values));
  }

  /**
   * Has messages quote a text of the command line in another form, without secrets for instance,
   * and in one line.
   */
  public void quote(String text, String shown) {
    String visible = Visible.text(shown);
    if (!visible.equals(text)) {
      shownByText.put(text, visible);
    }
  }

  /** Notes that one of the problems may be why a job would ask for the wrong columns. */
  void doubtColumns() {
    columnsInDoubt = true;
  }

  /** Whether to say that a column is missing would only add to the confusion. */
  public boolean areColumnsInDoubt() {
    return columnsInDoubt;
  }

  /** Notes that paths are those of another machine, so that nothing is looked for on this one. */
  public void placePathsElsewhere() {
    pathsElsewhere = true;
  }

  boolean arePathsElsewhere() {
    return pathsElsewhere;
  }

  public boolean isEmpty() {
    return messages.isEmpty();
  }

  public List<String> messages() {
    return messages.stream().map(this::quoted).toList();
  }

  private String quoted(String message) {
    String quoted = message;
    for (Map.Entry<String, String> text : shownByText.entrySet()) {
      quoted = quoted.replace(text.getKey(), text.getValue());
    }
    return quoted;
  }

  /** Ends the run if there is any problem. */
  public void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new UsageException(messages());
    }
  }
}
