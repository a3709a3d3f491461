package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Scripts by which a shell completes {@code ./jobs <TAB>}. */
public final class Completion {

  private Completion() {}

  /** For bash 3.2 and later; sourced, or put where bash-completion looks. */
  public static String bash(Collection<CommandOptions> commands) {
    List<CommandOptions> sorted =
        commands.stream().sorted(Comparator.comparing(CommandOptions::name)).toList();
    Set<String> firstWords =
        new TreeSet<>(List.of("completion", "kubernetes", "--help", "--lang", "--version"));
    StringBuilder options = new StringBuilder();
    StringBuilder values = new StringBuilder();
    StringBuilder second = new StringBuilder();
    Set<String> prefixes = new LinkedHashSet<>();
    for (CommandOptions command : sorted) {
      String name = command.name();
      int space = name.indexOf(' ');
      firstWords.add(space < 0 ? name : name.substring(0, space));
      if (space >= 0) {
        prefixes.add(name.substring(0, space));
      }
      CommandModel model = new CommandModel(command);
      // Any word may stand behind the name, so the shell takes it for a part of the name.
      String pattern = "'" + name + (command.words().isEmpty() ? "" : " '*'");
      if (!command.words().isEmpty()) {
        List<String> words = new ArrayList<>(command.words());
        words.addAll(new TreeSet<>(model.names()));
        second.append("    '").append(name).append("') printf '%s' '");
        second.append(String.join(" ", words)).append("' ;;\n");
      }
      options.append("    ").append(pattern).append("') printf '%s' '");
      options.append(String.join(" ", new TreeSet<>(model.names())));
      options.append(command.takesFile() ? " @files" : "").append("' ;;\n");
      for (OptionModel option : model.options()) {
        if (!option.isFlag()) {
          for (String spelling : option.names()) {
            values.append("    ").append(pattern).append(' ').append(spelling).append("') ");
            values.append("printf '%s' '").append(candidates(option)).append("' ;;\n");
          }
        }
      }
    }
    for (String prefix : prefixes) {
      Set<String> words = new TreeSet<>();
      for (CommandOptions command : sorted) {
        if (command.name().startsWith(prefix + " ")) {
          words.add(command.name().substring(prefix.length() + 1));
        }
      }
      second.append("    '").append(prefix).append("') printf '%s' '");
      second.append(String.join(" ", words)).append("' ;;\n");
    }
    return Resources.text(Completion.class, "completion.bash")
        .replace("@FIRST@", String.join(" ", firstWords))
        .replace("@SECOND@", second)
        .replace("@OPTIONS@", options)
        .replace("@VALUES@", values);
  }

  /** For zsh: the script of bash, by zsh's own bridge. */
  public static String zsh(Collection<CommandOptions> commands) {
    return "autoload -U +X compinit && compinit\n"
        + "autoload -U +X bashcompinit && bashcompinit\n"
        + bash(commands);
  }

  /** Words to offer as values; {@code @files} stands for files and directories. */
  private static String candidates(OptionModel option) {
    Set<String> words = new LinkedHashSet<>(option.choices());
    words.addAll(List.of(option.doc().values()));
    if (option.isPath()) {
      words.add("@files");
    }
    return String.join(" ", words);
  }
}
