package dev.flinkjobs.dist;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.DidYouMean;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ServiceLoader;

/** The commands that can be started: those of exercises first, in their order, then by name. */
final class Catalogue {
  private final List<CommandOptions> commands;

  private Catalogue(List<CommandOptions> commands) {
    this.commands = commands;
  }

  /** Every command that a module on the class path offers. */
  static Catalogue load() {
    return of(ServiceLoader.load(CommandOptions.class).stream().map(c -> c.get()).toList());
  }

  static Catalogue of(List<CommandOptions> commands) {
    return new Catalogue(
        commands.stream()
            .sorted(
                Comparator.comparing((CommandOptions command) -> command.exercise().isEmpty())
                    .thenComparing(CommandOptions::exercise)
                    .thenComparing(CommandOptions::name))
            .toList());
  }

  List<CommandOptions> commands() {
    return commands;
  }

  boolean isEmpty() {
    return commands.isEmpty();
  }

  /** The command whose name is the first words of {@code args}; the longest name if several. */
  Optional<CommandOptions> find(List<String> args) {
    return commands.stream()
        .filter(command -> startsWith(args, words(command)))
        .max(Comparator.comparingInt(command -> words(command).size()));
  }

  /** The commands whose names begin with {@code word} and go on, such as {@code generate}. */
  Catalogue family(String word) {
    return new Catalogue(
        commands.stream().filter(command -> command.name().startsWith(word + " ")).toList());
  }

  /** What an unknown command may have been meant to be. */
  Optional<String> nearest(List<String> args) {
    List<String> names = commands.stream().map(CommandOptions::name).toList();
    String typed = String.join(" ", args.subList(0, Math.min(2, args.size())));
    return DidYouMean.nearest(args.get(0), names)
        .or(() -> DidYouMean.nearest(typed, names))
        .or(() -> names.stream().filter(name -> name.contains(args.get(0))).findFirst());
  }

  /** Name, exercise and question of each command, one in a line. */
  String listing(Lang lang) {
    int width = commands.stream().mapToInt(command -> command.name().length()).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (CommandOptions command : commands) {
      String question = Texts.of(command, lang).question();
      out.append("  ").append(command.name());
      out.append(" ".repeat(width - command.name().length() + 2));
      out.append(command.exercise());
      out.append(" ".repeat(Math.max(0, 4 - command.exercise().length())));
      out.append(question).append('\n');
    }
    return out.toString();
  }

  /** What {@code ./jobs} alone prints. */
  String text(Lang lang, String version) {
    ResourceBundle words = words(lang);
    List<String> lines = new ArrayList<>();
    lines.add(version);
    lines.add("");
    lines.add(words.getString("usage"));
    lines.add("");
    lines.add(listing(lang));
    lines.add(words.getString("next"));
    return String.join("\n", lines) + "\n";
  }

  /**
   * Two commands to try after one that has a sample, in one line: an example of its own that needs
   * no file of the user's, and the next of the catalogue. Empty for other commands.
   */
  Optional<String> next(CommandOptions command, Lang lang) {
    List<CommandOptions> others =
        commands.stream().filter(each -> !each.sample().isEmpty()).toList();
    int index = others.indexOf(command);
    if (index < 0) {
      return Optional.empty();
    }
    String bare = "./jobs " + command.name();
    String own =
        Texts.of(command, lang).examples().stream()
            .map(String::strip)
            .filter(example -> !example.equals(bare) && !example.contains(" --input "))
            .findFirst()
            .orElse(bare + " --help");
    String other = "./jobs " + others.get((index + 1) % others.size()).name();
    return Optional.of(String.format(Locale.ROOT, words(lang).getString("try"), own, other));
  }

  private static ResourceBundle words(Lang lang) {
    return ResourceBundle.getBundle(
        "dev.flinkjobs.dist.Catalogue",
        lang == Lang.KO ? Locale.KOREAN : Locale.ROOT,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private static boolean startsWith(List<String> args, List<String> words) {
    return args.size() >= words.size() && args.subList(0, words.size()).equals(words);
  }

  static List<String> words(CommandOptions command) {
    return Arrays.asList(command.name().split(" "));
  }
}
