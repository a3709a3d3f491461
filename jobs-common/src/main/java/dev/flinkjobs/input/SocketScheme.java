package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Settings;
import java.util.List;

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
    List<String> names = List.of("reconnect", "columns", "time-format", "encoding");
    Settings settings = Settings.parse(option, text, SocketAddress.SCHEME, names, problems);
    return new SocketInput(
        SocketAddress.parse(option, text, settings, problems), settings.dialect(dialect, problems));
  }
}
