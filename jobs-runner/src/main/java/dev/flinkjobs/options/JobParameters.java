package dev.flinkjobs.options;

import java.util.LinkedHashMap;
import java.util.Map;

/** The resolved values of all options as Flink's web UI shows them, without secrets. */
public final class JobParameters {
  private JobParameters() {}

  /**
   * The values after parsing: the long name without dashes and the value as typed. A default in
   * words is given in English. Each {@code -Dkey=value} has its own entry {@code Dkey}. Options
   * without a value are left out.
   */
  public static Map<String, String> of(CommandOptions command) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Texts texts = Texts.of(command, Lang.EN);
    for (OptionModel option : new CommandModel(command).options()) {
      String name = option.longName().replaceFirst("^-+", "");
      if (option.isMap()) {
        Map<?, ?> entries = option.spec().getValue();
        entries.forEach(
            (key, value) ->
                parameters.put(name + key, shown(String.valueOf(key), String.valueOf(value))));
      } else {
        option
            .value()
            .or(() -> texts.computedDefault(option))
            .ifPresent(value -> parameters.put(name, shown(name, value)));
      }
    }
    return parameters;
  }

  /** The value of an option, or of a setting, as it may be shown. */
  public static String shown(String name, String value) {
    return Secrets.isSecret(name) ? Secrets.MASK : Secrets.argument(value);
  }
}
