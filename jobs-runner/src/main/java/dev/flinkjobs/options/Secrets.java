package dev.flinkjobs.options;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is secret in a text, by the name that stands before it. All that leaves the program passes
 * here: messages, parameters, Flink's configuration in the web UI, the command that resumes a job,
 * the record of rounds, the log.
 */
public final class Secrets {
  /** What is shown in the place of a secret. */
  public static final String MASK = "******";

  /**
   * What makes a name that of a secret: all that Flink masks, and more. Short words have to stand
   * alone, also in {@code dbPass}, since {@code passes}, {@code author} and {@code keyspace} are
   * none.
   */
  private static final String WORD =
      "(?:(?i:pas+w|pass[._-]?(?:phrase|code|key)|pwd|secret|token|credential|api[._-]?key|jaas"
          + "|sasl|signature|authorization|http-headers)"
          + "|(?i:(?:db|user|store|key)pass|(?:access|account|app|application|auth|client"
          + "|encryption|keystore|master|private|service|session|shared|signing|ssh|storage"
          + "|subscription)[._-]?keys?)(?![a-z])"
          + "|(?:(?<![A-Za-z])|(?<=-D))"
          + "(?:(?:[Pp]ass|[Pp]w|[Ss]ig|[Oo]?[Aa]uth)(?![a-z])|(?:PASS|PW|SIG|O?AUTH)(?![A-Za-z]))"
          + "|(?<=[a-z0-9])(?:Pass|Pw|Sig|O?Auth)(?![a-z]))";

  /** The rest of a name; that of a file that holds a secret is none. */
  private static final String NAME_END = "[\\w.\\[\\]-]*+(?<![._-]file)\\\\*[\"']?";

  /** No colon of an address, of a line of a file, or of a sentence, which a blank follows. */
  private static final String IS =
      "(?:[ \\t]*=[ \\t]*|(?<![.](?:csv|tsv|txt|json|jsonl|gz|log)):"
          + "(?!/|\\d+(?:,[\\w.-]+:\\d+)*[/?]|\\s)"
          + "|[ \\t]*:[ \\t]+(?=[\"']|(?i:bearer|basic) |[^\\s\"',;)]+(?:[,;)\\]\\x7D\\n]|\\s*\\z)))"
          + "(?:(?i:bearer|basic) +)?";

  private static final String QUOTED =
      "(?:\"(?:[^\"\\\\]|\\\\[\\s\\S])*+\"|'(?:[^'\\\\]|\\\\[\\s\\S])*+')";

  private static final String NEXT_SETTING = "(?![&;,][\\w.-]+=)";

  /** In a text of which a secret is a part: it ends at a blank, without what closes a sentence. */
  private static final String IN_TEXT =
      secrets(
          "\\s\"'<>",
          "(?![\"'][:;,.)]?\\s)" + QUOTED + "|\"[^\"\\n]*(?=\\n|\\z)",
          NEXT_SETTING + "(?![\"')\\]\\x7D>:;,.]+(?:\\s|\\z))[^\\s&]");

  /** In an argument of its own, where it may have blanks: it ends with the setting. */
  private static final Pattern IN_ARGUMENT =
      Pattern.compile(
          secrets("", QUOTED + "(?=[;,&\\s)\\]\\x7D\"']|\\z)", NEXT_SETTING + "[\\s\\S]"));

  /** A whole argument: {@code -Dmy.pwd=…}, and an address that lacks its scheme. */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "\\A(?:([\\w.-]*"
              + WORD
              + NAME_END
              + "=)[\\s\\S]+|((?:--?[\\w.-]+=)?(?!files:)[\\w.%+-]+:)[^/:@\\s]+(?=@))");

  private static final Pattern NAME = Pattern.compile(WORD);
  private static final Pattern TEXT = Pattern.compile(IN_TEXT);
  private static final String MASKED = "$1$2" + MASK;

  private Secrets() {}

  /** Group 1 or 2 is what stands before the secret. No braces in it, which Log4j would count. */
  private static String secrets(String noAddress, String quoted, String character) {
    String part = "[^/?#" + noAddress + "]";
    return "(?:(://[^/?#:"
        + noAddress
        + "]*:(?!\\d+(?:[,/?#\\s\"';)]|\\z))|:(?:thin|oci):[^/@\\s]*/)(?:"
        + part
        + "+|[^\\s]+)(?=@)|("
        + WORD
        + NAME_END
        + IS
        + ")(?:"
        + quoted
        + "|(?:"
        + character
        + ")+))";
  }

  /** Whether what is called so is a secret: {@code s3.secret-key}, {@code my.pwd}. */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).find();
  }

  /**
   * A text as it may be shown: without passwords in addresses, and without values whose name looks
   * secret, in quotes, settings, maps and JSON.
   */
  public static String masked(String text) {
    return TEXT.matcher(text).replaceAll(MASKED);
  }

  /** The same of one argument of a command line, or one value, which is nothing but that. */
  public static String argument(String text) {
    String whole = ARGUMENT.matcher(text).replaceFirst(MASKED);
    return IN_ARGUMENT.matcher(whole).replaceAll(MASKED);
  }

  /**
   * A text of a library that was told a secret, without it and its longer words: it may quote them
   * with no name before them.
   */
  public static String without(String secret, String text) {
    String words =
        Stream.concat(Stream.of(secret), Arrays.stream(secret.split("[\\s\"'=;,]+")))
            .filter(word -> word.length() > 3)
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return words.isEmpty() ? text : text.replaceAll("(?<!\\w)(?:" + words + ")(?!\\w)", MASK);
  }

  /** The expression by which Log4j masks, and what it replaces it by. */
  public static void tellLog4j() {
    System.setProperty("flinkjobs.secrets", IN_TEXT);
  }
}
