package dev.flinkjobs.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Which version runs. */
public final class Version {

  private Version() {}

  /** One line: {@code flink-jobs 0.1.0 (Flink 2.2.0, Java 17.0.15)}. */
  public static String text() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "flink-jobs "
        + properties.getProperty("version")
        + " (Flink "
        + EnvironmentInformation.getVersion()
        + ", Java "
        + System.getProperty("java.version")
        + ")";
  }
}
