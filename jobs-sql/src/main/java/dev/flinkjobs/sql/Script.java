package dev.flinkjobs.sql;

import dev.flinkjobs.options.Resources;
import java.util.Arrays;
import java.util.List;

/**
 * A script of plain SQL: statements, each of which ends with a semicolon at the end of a line.
 *
 * @param setUp statements that define tables and views
 * @param query the last statement, which is the answer
 */
record Script(List<String> setUp, String query) {

  /**
   * @param name of a file in {@code sql/} of the resources, without {@code .sql}
   */
  static Script load(String name) {
    return parse(Resources.text(Script.class, "/sql/" + name + ".sql"));
  }

  static Script parse(String text) {
    List<String> statements =
        Arrays.stream(text.split(";[ \t]*(\r?\n|$)"))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .toList();
    int last = statements.size() - 1;
    return new Script(statements.subList(0, last), statements.get(last));
  }
}
