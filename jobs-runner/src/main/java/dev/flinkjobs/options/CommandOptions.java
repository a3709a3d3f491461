package dev.flinkjobs.options;

import static dev.flinkjobs.options.OnResume.FREE;
import static dev.flinkjobs.options.OptionGroup.GENERAL;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of one command, and with them all that is to be known about it: help, docs, shell
 * completion and the catalogue derive from its {@link CommandDoc} and its fields. A command is
 * found by {@link java.util.ServiceLoader}, so a subclass has a public constructor without
 * parameters.
 *
 * <p>A field is an option by picocli's {@link Option}, documented by {@link OptionDoc}. Its default
 * is the field's initial value, which it keeps when what is given has a fault; picocli's {@code
 * defaultValue} is not set then.
 */
public abstract class CommandOptions {

  @Option(names = {"-h", "--help"})
  @OptionDoc(onResume = FREE, group = GENERAL)
  private boolean help;

  @Option(names = {"-V", "--version"})
  @OptionDoc(onResume = FREE, group = GENERAL)
  private boolean version;

  @Option(names = "--lang")
  @OptionDoc(onResume = FREE, example = "ko", group = GENERAL)
  private @Nullable Lang lang;

  @Option(names = "--verbose")
  @OptionDoc(onResume = FREE, group = GENERAL)
  private boolean verbose;

  private @Nullable String word;

  final CommandDoc doc() {
    return Objects.requireNonNull(
        getClass().getAnnotation(CommandDoc.class), () -> getClass() + " needs @CommandDoc");
  }

  /** What is typed after {@code ./jobs}. */
  public String name() {
    return doc().name();
  }

  /** The exercise that the command answers, such as {@code E1}; empty if none. */
  public String exercise() {
    return doc().exercise();
  }

  /** The class whose {@code public static void main(String[])} runs the command. */
  public Class<?> mainClass() {
    return doc().main();
  }

  /** The file of {@code data/} that is read where none is given; empty if nothing is read. */
  public String sample() {
    return doc().sample();
  }

  /** Options of its superclasses that mean nothing to this command, by their longest names. */
  protected Set<String> without() {
    return Set.of();
  }

  /** The words of which one may stand behind the name, such as {@code tour map}; mostly none. */
  protected List<String> words() {
    return List.of();
  }

  /** Whether a file to read may stand behind the name instead. */
  protected boolean takesFile() {
    return false;
  }

  /** The word of {@link #words}, or the file, that was given. */
  protected final Optional<String> word() {
    return Optional.ofNullable(word);
  }

  final void setWord(String given) {
    word = given;
  }

  /** Whether stack traces and Flink's messages are wanted. */
  public boolean verbose() {
    return verbose;
  }

  /** The language of help and messages: that of {@code --lang}, else that of the environment. */
  public Lang lang() {
    return lang == null ? Lang.of(System.getenv()) : lang;
  }

  /** Adds what is wrong between several options. Overriders call {@code super.check}. */
  protected void check(Problems problems) {}

  final boolean helpAsked() {
    return help;
  }

  final boolean versionAsked() {
    return version;
  }
}
