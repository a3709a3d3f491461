package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.OutputScheme;

/** {@code jdbc:postgresql://host/database?table=name}. */
public final class JdbcOutputScheme implements OutputScheme {

  @Override
  public String scheme() {
    return "jdbc";
  }

  @Override
  public Output parse(String option, String text, Problems problems) {
    return JdbcOutput.parse(option, text, System.getenv(), problems);
  }
}
