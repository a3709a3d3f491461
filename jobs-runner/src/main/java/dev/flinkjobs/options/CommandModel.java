package dev.flinkjobs.options;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
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
    for (OptionSpec option : List.copyOf(spec.options())) {
      Field field = (Field) option.userObject();
      OptionDoc doc =
          Objects.requireNonNull(
              field.getAnnotation(OptionDoc.class), () -> field + " needs @OptionDoc");
      if (option.defaultValue() != null) {
        throw new IllegalStateException(field + ": its default has to be its initial value");
      }
      options.add(new OptionModel(converting(option, doc), doc, field.getDeclaringClass()));
    }
  }

  /** The option in its place, with the converter of its type. */
  private OptionSpec converting(OptionSpec option, OptionDoc doc) {
    ITypeConverter<?> converter = Converters.of(option.auxiliaryTypes()[0], doc);
    OptionSpec.Builder builder = option.toBuilder();
    if (converter != null && !option.typeInfo().isMap()) {
      builder.converters(converter);
    }
    OptionSpec converting = builder.build();
    spec.remove(option);
    spec.addOption(converting);
    return converting;
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
    return named(wanted.longestName());
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
    commandLine.setExpandAtFiles(false);
    commandLine.setUnmatchedArgumentsAllowed(true);
    spec.parser().collectErrors(true);
    return commandLine;
  }
}
