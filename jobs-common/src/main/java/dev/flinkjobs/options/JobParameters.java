package dev.flinkjobs.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resolved values of all options as Flink's web UI shows them, without secrets. */
public final class JobParameters {
  private static final String MASK = "******";
  private static final List<String> SECRET =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "credential",
          "apikey",
          "api-key",
          "api_key",
          "access-key",
          "access.key",
          "account.key",
          "service-key",
          "private-key",
          "auth-params",
          "basic-auth",
          "jaas.config",
          "http-headers");
  private static final Pattern USER_INFO = Pattern.compile("(://[^/?#@:\\s]*:)[^/?#\\s]*@");
  private static final Pattern SETTING = Pattern.compile("([?&;])([^?&;=]+)=([^&;]*)");

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
        entries.forEach((key, value) -> put(parameters, name + key, String.valueOf(value)));
      } else {
        option
            .value()
            .or(() -> texts.computedDefault(option))
            .ifPresent(value -> put(parameters, name, value));
      }
    }
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    parameters.put(name, masked(name, value));
  }

  /** The value of an option as it may be shown. */
  public static String masked(String name, String value) {
    return isSecret(name) ? MASK : masked(value);
  }

  /**
   * A text as it may be shown: without the password of a URI's user part, and without values of
   * settings ({@code ?name=value&…}) whose name looks secret.
   */
  public static String masked(String text) {
    String withoutUser = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
    return SETTING
        .matcher(withoutUser)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    isSecret(found.group(2))
                        ? found.group(1) + found.group(2) + "=" + MASK
                        : found.group()));
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET.stream().anyMatch(lower::contains);
  }
}
