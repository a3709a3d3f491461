package dev.flinkjobs.output;

import dev.flinkjobs.options.DidYouMean;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.source.Files;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Makes outputs of the text of options. */
public final class Outputs {
  /** In the text of an output, the name of a route. */
  private static final String ROUTE = "{route}";

  private static final Map<String, Parser> BUILT_IN =
      Map.of(
          "print",
          (option, text, problems) ->
              alone(
                  "print",
                  option,
                  text,
                  problems,
                  console(Console.STDOUT, OptionalLong.empty(), "")),
          "discard",
          (option, text, problems) -> alone("discard", option, text, problems, new DiscardOutput()),
          "files",
          FilesOutput::parse);

  private interface Parser {
    Output parse(String option, String text, Problems problems);
  }

  private Outputs() {}

  /**
   * The output that {@code text} stands for, for results that take several routes. In {@code
   * files:DIR} each has a directory of its own; {@code print} and {@code discard} take them all. In
   * any other text {@code {route}} stands for the name of a route.
   *
   * @param routes their names; none for results that all go the same way
   * @param problems as for {@link #parse(String, String, Problems)}
   */
  public static Output parse(String option, String text, List<String> routes, Problems problems) {
    if (!routes.isEmpty() && text.contains(ROUTE)) {
      return parseEach(option, text, routes, problems);
    }
    Output output = parse(option, text, problems);
    Output split = routes.isEmpty() ? output : output.splitByRoute(routes);
    if (split != null) {
      return split;
    }
    problems.add(
        "%s %s: each route needs a place of its own; write {route} where its name belongs"
            + " (%s)",
        option, text, String.join(", ", routes));
    return new DiscardOutput();
  }

  private static Output parseEach(
      String option, String text, List<String> routes, Problems problems) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    for (String route : routes) {
      Problems found = new Problems();
      outputs.put(route, parse(option, text.replace(ROUTE, route), found));
      if (!found.isEmpty()) {
        // What is wrong with one is wrong with all, and told once.
        found.messages().forEach(problems::add);
        return new DiscardOutput();
      }
    }
    return new RoutedOutput(null, outputs);
  }

  /**
   * The output that {@code text} stands for: {@code print}, {@code discard}, {@code
   * files:DIR?format=csv|json|text|parquet&mode=append|overwrite}, or one of the {@link
   * OutputScheme}s on the class path.
   *
   * @param option the option's name, such as {@code --output}, for messages
   * @param problems gets all that is wrong with the text; what is returned then is not to be used
   */
  public static Output parse(String option, String text, Problems problems) {
    problems.quote(text, Secrets.argument(text)); // It may be a part of an argument.
    int end = 0;
    while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != '?') {
      end++;
    }
    String name = text.substring(0, end);
    Map<String, Parser> schemes = schemes();
    Parser scheme = schemes.get(name);
    if (scheme != null) {
      return scheme.parse(option, text, problems);
    }
    String known = String.join(", ", schemes.keySet());
    boolean maybeDirectory =
        (end == text.length() && DidYouMean.nearest(name, schemes.keySet()).isEmpty())
            || Files.missing(name, "").isPresent();
    problems.add(
        "%s %s: no output '%s' is built in; those that are: %s%s%s",
        option,
        text,
        name,
        known,
        DidYouMean.hint(name, schemes.keySet()),
        (maybeDirectory ? "; for a directory write files:" + text : ""));
    return new DiscardOutput();
  }

  /**
   * Lines on the console.
   *
   * @param first how many lines to print, over all subtasks; all if empty. The rest is counted, and
   *     at the end the count is printed: {@code … and 1,980 more; see them all with …}
   * @param advice what follows the count, such as {@code see them all with --rejected files:DIR}
   */
  public static Output console(Console console, OptionalLong first, String advice) {
    return new ConsoleOutput(console, first.orElse(Long.MAX_VALUE), advice);
  }

  /**
   * Adds a problem where two outputs write files to the same directory, as they would overwrite
   * each other's.
   *
   * @param outputs by the name of their option
   */
  public static void checkApart(Map<String, Output> outputs, Problems problems) {
    Map<URI, String> takenBy = new HashMap<>();
    new TreeMap<>(outputs)
        .forEach((option, output) -> output.checkApart(option, takenBy, problems));
  }

  private static Output alone(
      String scheme, String option, String text, Problems problems, Output output) {
    if (!text.equals(scheme)) {
      problems.add(
          option + " " + text + ": " + scheme + " takes no place and no settings; write " + scheme);
    }
    return output;
  }

  /** By what comes before the colon, in the order of the error that lists them. */
  private static Map<String, Parser> schemes() {
    Map<String, Parser> schemes = new TreeMap<>(BUILT_IN);
    ServiceLoader.load(OutputScheme.class)
        .forEach(scheme -> schemes.putIfAbsent(scheme.scheme(), scheme::parse));
    return schemes;
  }
}
