package dev.flinkjobs.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Makes options of a command line. */
public final class CommandLineParser {
  private static final int STRAY_SHOWN = 3;

  private final CommandModel model;
  private final Problems problems;
  private final Set<ArgSpec> faulty = new HashSet<>();

  private CommandLineParser(CommandModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  /**
   * Fills the options.
   *
   * @param out gets the text that {@code --help} or {@code --version} asks for
   * @return whether to go on; false when help or version was asked for, whatever else was given
   * @throws UsageException naming all that is wrong
   */
  public static boolean parse(CommandOptions options, String[] args, Appendable out) {
    Problems problems = new Problems();
    if (!parse(options, args, out, problems)) {
      return false;
    }
    problems.throwIfAny();
    return true;
  }

  /**
   * Fills the options, for those who have more to check before they name all problems together.
   *
   * @param options a fresh object; an option with a problem keeps its default
   * @param problems gets all that is wrong; of no interest where the call returns false
   */
  public static boolean parse(
      CommandOptions options, String[] args, Appendable out, Problems problems) {
    for (String arg : args) {
      problems.quote(arg, Secrets.argument(arg));
      for (String part : arg.split("=", 2)) {
        problems.quote(part, Secrets.argument(part));
      }
    }
    CommandLineParser parser = new CommandLineParser(new CommandModel(options), problems);
    ParseResult result = parser.model.commandLine().parseArgs(parser.knownOptions(args));
    try {
      if (options.helpAsked()) {
        out.append(Help.text(options, options.lang()));
        return false;
      }
      if (options.versionAsked()) {
        out.append(Version.text()).append('\n');
        return false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    parser.report(result, args);
    options.check(problems);
    return true;
  }

  /**
   * The arguments without those that are reported here: unknown options, since picocli would take
   * the value of one for a stray argument, and values of flags.
   */
  private String[] knownOptions(String[] args) {
    List<String> names = model.names();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String name = nameIn(args[i]);
      boolean hasValue = !name.equals(args[i]);
      boolean oneDash = name.startsWith("-") && names.contains("-" + name);
      if (oneDash || (name.startsWith("--") && !names.contains(name))) {
        Optional<String> meant =
            oneDash ? Optional.of("-" + name) : DidYouMean.nearest(name, names);
        problems.add(
            "unknown option "
                + name
                + meant.map(found -> "; did you mean " + found + "?").orElse("; see --help"));
        meant.map(model::named).ifPresent(this::doubtColumnsOf);
        boolean valueFollows =
            !hasValue
                && meant.map(found -> !model.named(found).isFlag()).orElse(true)
                && i + 1 < args.length
                && !args[i + 1].startsWith("-");
        if (valueFollows) {
          i++;
        }
      } else if (hasValue && names.contains(name) && model.named(name).isFlag()) {
        problems.add(name + " takes no value; give " + name + " alone");
      } else if (takesOption(name) && (hasValue || isLongName(args, i + 1))) {
        // Picocli takes nothing for a value that begins with dashes.
        String value = hasValue ? args[i].substring(name.length() + 1) : args[++i];
        known.add(name + "=" + value.replaceAll("(^|,)--", "$1"));
      } else {
        known.add(args[i]);
      }
    }
    return known.toArray(String[]::new);
  }

  private boolean takesOption(String name) {
    return model.names().contains(name) && model.named(name).doc().type().equals("option");
  }

  private static boolean isLongName(String[] args, int index) {
    return index < args.length && args[index].startsWith("--");
  }

  private static String nameIn(String arg) {
    int equals = arg.indexOf('=');
    return equals < 0 ? arg : arg.substring(0, equals);
  }

  private void report(ParseResult result, String[] args) {
    for (Exception error : result.errors()) {
      if (error instanceof ParameterException fault) {
        report(fault, args);
      } else {
        throw new IllegalStateException(error);
      }
    }
    for (OptionSpec option : result.matchedOptions()) {
      if (option.originalStringValues().contains("") && isFirstFaultOf(option)) {
        problems.add(needsValue(model.of(option), typedName(option, args)));
      }
    }
    reportStray(result);
  }

  private void report(ParameterException fault, String[] args) {
    if (fault instanceof MissingParameterException missing) {
      for (ArgSpec spec : missing.getMissing()) {
        if (isFirstFaultOf(spec)) {
          problems.add(missing((OptionSpec) spec, args));
        }
      }
    } else if (fault instanceof OverwrittenOptionException twice) {
      OptionSpec spec = (OptionSpec) twice.getOverwritten();
      if (!model.of(spec).isFlag() && isFirstFaultOf(spec)) {
        problems.add(typedName(spec, args) + " is given more than once; it takes one value");
      }
    } else if (fault.getArgSpec() != null && isFirstFaultOf(fault.getArgSpec())) {
      OptionSpec spec = (OptionSpec) fault.getArgSpec();
      String name = typedName(spec, args);
      if (model.of(spec).isMap()) {
        problems.add(
            name + " needs a key and a value, e.g. " + model.of(spec).example().orElseThrow());
      } else if (fault.getCause() instanceof TypeConversionException cause) {
        problems.add(name + ": " + cause.getMessage());
      } else {
        problems.add(name + ": " + fault.getMessage());
      }
    }
  }

  private boolean isFirstFaultOf(ArgSpec spec) {
    doubtColumnsOf(model.of((OptionSpec) spec));
    return faulty.add(spec);
  }

  private void doubtColumnsOf(OptionModel option) {
    if (option.decidesColumns()) {
      problems.doubtColumns();
    }
  }

  /** The spelling of an option that was used, since that is where the eye looks. */
  private static String typedName(ArgSpec spec, String[] args) {
    OptionSpec option = (OptionSpec) spec;
    return typed(option, args).orElse(option.longestName());
  }

  private static Optional<String> typed(OptionSpec option, String[] args) {
    for (String name : option.names()) {
      for (String arg : args) {
        if (arg.startsWith(name) && (!name.startsWith("--") || nameIn(arg).equals(name))) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  /** Of an option without a value, or of a required one that is not there at all. */
  private String missing(OptionSpec option, String[] args) {
    OptionModel missing = model.of(option);
    return typed(option, args)
        .map(name -> needsValue(missing, name))
        .orElseGet(
            () -> missing.longName() + " is missing, e.g. " + missing.example().orElseThrow());
  }

  private static String needsValue(OptionModel option, String name) {
    return name
        + " needs a value, e.g. "
        + option.example().orElseThrow().replace(option.longName(), name);
  }

  /** Takes the word, or the file, that the command may have behind its name. */
  private List<String> withoutWord(List<String> stray) {
    List<String> words = model.command().words();
    boolean takesFile = model.command().takesFile();
    if (stray.isEmpty() || stray.get(0).startsWith("-") || (words.isEmpty() && !takesFile)) {
      return stray;
    }
    String word = stray.get(0);
    if (takesFile || words.contains(word)) {
      model.command().setWord(word);
    } else {
      problems.add(
          String.valueOf(new NotAllowed(word, String.join(", ", words), words).getMessage()));
    }
    return stray.subList(1, stray.size());
  }

  /** A pattern that the shell has expanded leaves many of them: some are enough to see it. */
  private void reportStray(ParseResult result) {
    String hint = "see --help";
    if (model.names().contains("--input")) {
      hint = "did you forget --input?";
      if (result.hasMatchedOption("--input")) {
        hint += " A pattern needs quotes: --input 'data/*.csv'";
      }
    }
    List<String> stray = withoutWord(result.unmatched());
    if (!stray.isEmpty()) {
      problems.doubtColumns();
    }
    for (String arg : stray.subList(0, Math.min(stray.size(), STRAY_SHOWN))) {
      problems.add(
          arg.startsWith("-") && arg.length() > 1
              ? "unknown option " + arg + "; see --help"
              : "'" + arg + "' is not an option; " + hint);
    }
    if (stray.size() > STRAY_SHOWN) {
      problems.add("and " + (stray.size() - STRAY_SHOWN) + " more arguments that are no options");
    }
  }
}
