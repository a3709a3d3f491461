package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What {@code --help} shows. */
public final class Help {
  private static final int COLUMNS = 100;

  private final Texts texts;
  private final Properties words;
  private final StringBuilder out = new StringBuilder();

  private Help(CommandOptions command, Lang lang) {
    this.texts = Texts.of(command, lang);
    this.words = Texts.load(Help.class, lang);
  }

  /**
   * Usage, question, options by group, exit codes and examples, in lines of at most 100 columns.
   */
  public static String text(CommandOptions command, Lang lang) {
    return new Help(command, lang).text(command);
  }

  private String text(CommandOptions command) {
    CommandModel model = new CommandModel(command);
    boolean takesWord = !command.words().isEmpty();
    out.append(word("usage")).append(" ./jobs ").append(command.name()).append(' ');
    out.append(takesWord ? "[NAME] " : command.takesFile() ? "[FILE] " : "");
    out.append(word("options")).append("\n\n");
    wrap(texts.question(), 0);
    if (takesWord) {
      out.append('\n');
      wrap(word("words") + " " + String.join(", ", command.words()), 0);
    } else if (command.takesFile()) {
      out.append('\n');
      wrap(word("file"), 0);
    }
    for (OptionGroup group : OptionGroup.values()) {
      List<OptionModel> options = model.options(group);
      if (!options.isEmpty()) {
        out.append('\n').append(word("group." + group.name())).append('\n');
        options.forEach(this::option);
      }
    }
    out.append('\n').append(word("exit-codes")).append('\n');
    for (String code : new String[] {"0", "1", "2", "3", "130"}) {
      wrap(code + " ".repeat(5 - code.length()) + word("exit-code." + code), 2);
    }
    if (!texts.examples().isEmpty()) {
      out.append('\n').append(word("examples")).append('\n');
      // Not wrapped, so that they can be copied.
      texts.examples().forEach(example -> out.append("  ").append(example).append('\n'));
    }
    return out.toString();
  }

  private void option(OptionModel option) {
    out.append("  ").append(String.join(", ", option.names())).append(option.valueLabel());
    out.append('\n');
    for (String line : texts.description(option)) {
      wrap(line, line.startsWith("?") ? 8 : 6);
    }
    List<String> facts = new ArrayList<>();
    Optional<String> constant = option.defaultValue();
    texts
        .computedDefault(option)
        .or(() -> constant)
        .ifPresent(value -> facts.add(word("default") + " " + value));
    if (!option.doc().unit().isEmpty()) {
      facts.add(word("unit") + " " + texts.unit(option));
    }
    option.example().ifPresent(value -> facts.add(word("example") + " " + value));
    if (option.isRepeatable()) {
      facts.add(word("repeatable"));
    }
    if (!facts.isEmpty()) {
      wrap(String.join(" · ", facts), 6);
    }
  }

  private String word(String key) {
    String word = words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException("Help has no text for " + key);
    }
    return word;
  }

  private void wrap(String text, int indent) {
    int column = 0;
    for (String word : text.split(" ", -1)) {
      int width = DisplayWidth.of(word);
      if (column > indent && column + 1 + width > COLUMNS) {
        out.append('\n');
        column = 0;
      }
      if (column == 0) {
        out.append(" ".repeat(indent));
        column = indent;
      } else {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += width;
    }
    out.append('\n');
  }
}
