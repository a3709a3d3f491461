package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Names of secrets in the spellings that libraries use, each with a value that is nowhere else. */
final class Canaries {
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "pwd",
          "pass",
          "passphrase",
          "secret",
          "secret key",
          "token",
          "api key",
          "credential",
          "credentials",
          "private key",
          "jaas config",
          "sasl jaas config",
          "key password",
          "account key",
          "access key",
          "shared access key",
          "service key",
          "auth");

  private Canaries() {}

  /** 200 values by their names. */
  static Map<String, String> valueByName() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String words : WORDS) {
      String pascal =
          Arrays.stream(words.split(" "))
              .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
              .collect(Collectors.joining());
      String dotted = words.replace(' ', '.');
      for (String name :
          List.of(
              "s3." + dotted,
              dotted + ".of.mine",
              "my." + words.replace(' ', '-'),
              "x-" + words.replace(' ', '-'),
              "db_" + words.replace(' ', '_'),
              "SQL_" + words.replace(' ', '_').toUpperCase(Locale.ROOT),
              pascal,
              "db" + pascal,
              "kafka.ssl" + pascal,
              "my" + pascal + "2")) {
        values.put(name, "canary" + values.size() + "sings");
      }
    }
    assertThat(values).hasSize(200);
    return values;
  }

  /** Fails with the names of those that a text shows, by what the text is. */
  static void assertNoneIn(Map<String, String> texts) {
    List<String> heard = new ArrayList<>();
    texts.forEach(
        (kind, text) ->
            valueByName()
                .forEach(
                    (name, value) -> {
                      if (text.contains(value)) {
                        heard.add(kind + ": " + name);
                      }
                    }));
    assertThat(heard).isEmpty();
  }
}
