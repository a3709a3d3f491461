package dev.flinkjobs.options;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli and the annotations know of one command; its values are those of the object. */
final class CommandModel {
  private final CommandOptions command;
  private final CommandSpec spec;
  private final List<OptionModel> options;

  CommandModel(CommandOptions command) {
    this.command = command;
    this.spec = CommandSpec.forAnnotatedObject(command);
    this.options = new ArrayList<>();
    for (String name : command.without()) {
      spec.remove(Objects.requireNonNull(spec.findOption(name), name));
    }
    for (OptionSpec option : spec.options()) {
      Field field = (Field) option.userObject();
      OptionDoc doc =
          Objects.requireNonNull(
              field.getAnnotation(OptionDoc.class), () -> field + " needs @OptionDoc");
      if (option.defaultValue() != null) {
        throw new IllegalStateException(field + ": its default has to be its initial value");
      }
      options.add(new OptionModel(option, doc, field.getDeclaringClass()));
    }
  }

  CommandOptions command() {
    return command;
  }

  /** All options: those of a class after those of its superclass, in the order of its fields. */
  List<OptionModel> options() {
    return options;
  }

  List<OptionModel> options(OptionGroup group) {
    return options.stream().filter(option -> option.doc().group() == group).toList();
  }

  /** Every spelling of every option, such as {@code -p} and {@code --parallelism}. */
  List<String> names() {
    return options.stream().flatMap(option -> option.names().stream()).toList();
  }

  OptionModel of(OptionSpec wanted) {
    return options.stream()
        .filter(option -> option.spec().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  /** The option of one of {@link #names()}. */
  OptionModel named(String name) {
    return options.stream()
        .filter(option -> option.names().contains(name))
        .findFirst()
        .orElseThrow();
  }

  CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(spec);
    Converters.register(commandLine);
    commandLine.setExpandAtFiles(false);
    commandLine.setUnmatchedArgumentsAllowed(true);
    spec.parser().collectErrors(true);
    for (OptionModel option : options) {
      registerChoices(commandLine, option.valueType());
    }
    return commandLine;
  }

  private static <T> void registerChoices(CommandLine commandLine, Class<T> type) {
    if (type.isEnum()) {
      ChoiceConverter choices = new ChoiceConverter(type);
      commandLine.registerConverter(type, value -> type.cast(choices.convert(value)));
    }
  }
}
