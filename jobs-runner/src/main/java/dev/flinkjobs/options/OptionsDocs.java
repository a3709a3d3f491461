package dev.flinkjobs.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reference of all options, generated from the options classes. */
public final class OptionsDocs {

  private OptionsDocs() {}

  /**
   * The long names of the options that one class declares, those of its superclasses not included.
   *
   * @param command an object of that class or of a subclass
   */
  public static Set<String> names(CommandOptions command, Class<?> declaredIn) {
    return new CommandModel(command)
        .options().stream()
            .filter(option -> option.declaredIn() == declaredIn)
            .map(OptionModel::longName)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code docs/options.md}: the same bytes for the same commands, in whatever order. */
  public static String markdown(Collection<CommandOptions> commands) {
    StringBuilder out = new StringBuilder();
    out.append("# Options\n\n");
    out.append("Generated from the options classes. `./jobs <command> --help` shows the same.\n");
    List<CommandOptions> sorted =
        commands.stream().sorted(Comparator.comparing(CommandOptions::name)).toList();
    for (CommandOptions command : sorted) {
      Texts texts = Texts.of(command, Lang.EN);
      out.append("\n## ").append(command.name()).append("\n\n").append(texts.question());
      out.append(command.exercise().isEmpty() ? "\n" : " (" + command.exercise() + ")\n");
      if (!command.words().isEmpty()) {
        out.append("\nBehind the name one of ").append(codes(command.words())).append(".\n");
      } else if (command.takesFile()) {
        out.append("\nBehind the name the file to read, or nothing for the sample data.\n");
      }
      table(out, new CommandModel(command), texts, OptionGroup.JOB);
      if (command instanceof JobOptions) {
        out.append("\nAnd the [options of every job](#options-of-every-job)");
        out.append(command.without().isEmpty() ? "" : ", but not ");
        out.append(codes(command.without().stream().sorted().toList()));
        out.append(".\n");
      } else {
        table(out, new CommandModel(command), texts, OptionGroup.RUN);
      }
      if (!texts.examples().isEmpty()) {
        out.append("\n```sh\n").append(String.join("\n", texts.examples())).append("\n```\n");
      }
    }
    sorted.stream()
        .filter(command -> command instanceof JobOptions && command.without().isEmpty())
        .findFirst()
        .ifPresent(
            job -> {
              out.append("\n## Options of every job\n");
              table(out, job, JobOptions.class, OptionGroup.INPUT_OUTPUT);
              table(out, job, JobOptions.class, OptionGroup.RUN);
            });
    sorted.stream()
        .findFirst()
        .ifPresent(
            any -> {
              out.append("\n## Options of every command\n");
              table(out, any, CommandOptions.class, OptionGroup.GENERAL);
            });
    return out.toString();
  }

  /** With the texts of a class, whatever the command has in their place. */
  private static void table(
      StringBuilder out, CommandOptions command, Class<?> owner, OptionGroup group) {
    table(out, new CommandModel(command), Texts.of(owner, Lang.EN), group);
  }

  private static void table(StringBuilder out, CommandModel model, Texts texts, OptionGroup group) {
    List<OptionModel> options = model.options(group);
    if (options.isEmpty()) {
      return;
    }
    out.append("\n| option | what it does | default | unit | example |\n");
    out.append("|---|---|---|---|---|\n");
    for (OptionModel option : options) {
      String defaultCell =
          texts
              .computedDefault(option)
              .orElse(option.defaultValue().map(OptionsDocs::code).orElse(""));
      out.append("| ").append(code(String.join(", ", option.names()) + option.valueLabel()));
      out.append(" | ").append(escaped(texts.description(option).get(0)));
      out.append(option.isRepeatable() ? " Repeatable." : "");
      out.append(" | ").append(defaultCell);
      out.append(" | ").append(escaped(option.doc().unit()));
      out.append(" | ").append(option.example().map(OptionsDocs::code).orElse(""));
      out.append(" |\n");
    }
    for (OptionModel option : options) {
      List<String> lines = texts.description(option);
      if (lines.size() > 1) {
        forms(out, option.longName(), lines.subList(1, lines.size()));
      }
    }
  }

  /** A table of the forms that a value has, and one of the settings of each. */
  private static void forms(StringBuilder out, String option, List<String> lines) {
    out.append("\n| `").append(option).append("` | what it is |\n|---|---|\n");
    lines.stream().filter(line -> !line.startsWith("?")).forEach(line -> row(out, line));
    String form = "";
    boolean begun = false;
    for (String line : lines) {
      if (!line.startsWith("?")) {
        form = line.split(": ", 2)[0];
        begun = false;
        continue;
      }
      if (!begun) {
        out.append("\n| setting of `").append(option).append(' ').append(form);
        out.append("` | what it does |\n|---|---|\n");
        begun = true;
      }
      row(out, line.replace("?", ""));
    }
  }

  private static void row(StringBuilder out, String line) {
    String[] parts = line.split(": ", 2);
    out.append("| ").append(code(parts[0])).append(" | ").append(escaped(parts[1])).append(" |\n");
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(OptionsDocs::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
