package dev.flinkjobs.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    String file = "/sql/" + name + ".sql";
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no script " + file);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
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
