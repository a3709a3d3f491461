package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.Problems;

/** {@code socket://HOST:PORT}. */
final class SocketScheme implements InputScheme {

  @Override
  public String scheme() {
    return "socket";
  }

  @Override
  public String form() {
    return "socket://HOST:PORT";
  }

  @Override
  public Input parse(String option, String text, CsvDialect dialect, Problems problems) {
    return new SocketInput(SocketAddress.parse(option, text, problems), dialect);
  }
}
