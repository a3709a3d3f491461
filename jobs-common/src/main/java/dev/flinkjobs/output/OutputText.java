package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The text of one output option, taken apart: {@code scheme:target?setting=value&setting=value}.
 * Nothing is decoded: a target is what was typed, and ends at the first {@code ?}.
 *
 * @param option the option's name, such as {@code --output}, for messages
 * @param text all of it
 * @param scheme what comes before the first colon; all but the settings where there is none
 * @param target what comes between the scheme and the settings, or ""
 * @param query the settings as typed, or ""
 */
public record OutputText(String option, String text, String scheme, String target, String query) {

  public static OutputText of(String option, String text) {
    int question = text.indexOf('?');
    String place = question < 0 ? text : text.substring(0, question);
    String query = question < 0 ? "" : text.substring(question + 1);
    int colon = place.indexOf(':');
    return colon < 0
        ? new OutputText(option, text, place, "", query)
        : new OutputText(
            option, text, place.substring(0, colon), place.substring(colon + 1), query);
  }

  /** Adds a problem with this option: {@code --output files:out: …}. */
  public void problem(Problems problems, String message) {
    problems.add(option + " " + text + ": " + message);
  }

  /**
   * The settings that are given, by name. Unknown names, values that are not allowed, and names
   * given twice are problems and are left out.
   *
   * @param allowed for each name the values it may have; an empty list allows any but ""
   */
  public Map<String, String> settings(Map<String, List<String>> allowed, Problems problems) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = setting.indexOf('=');
      String name = equals < 0 ? setting : setting.substring(0, equals);
      String value = equals < 0 ? "" : setting.substring(equals + 1);
      List<String> values = allowed.get(name);
      if (values == null) {
        problem(problems, "unknown setting '" + name + "'" + hint(name, allowed.keySet()));
      } else if (value.isEmpty()) {
        problem(problems, "setting '" + name + "' needs a value" + allowedHint(values));
      } else if (!values.isEmpty() && !values.contains(value)) {
        problem(problems, "setting '" + name + "' cannot be '" + value + "'" + hint(value, values));
      } else if (settings.putIfAbsent(name, value) != null) {
        problem(problems, "setting '" + name + "' is given twice; give it once");
      }
    }
    return settings;
  }

  private static String hint(String typed, Iterable<String> known) {
    List<String> sorted = List.copyOf(sorted(known));
    return Nearest.to(typed, sorted)
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElseGet(() -> allowedHint(sorted));
  }

  private static String allowedHint(List<String> known) {
    return known.isEmpty() ? "" : "; allowed: " + String.join(", ", known);
  }

  private static TreeSet<String> sorted(Iterable<String> names) {
    TreeSet<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    return sorted;
  }
}
