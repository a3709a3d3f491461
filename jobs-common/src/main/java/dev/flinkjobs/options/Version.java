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

  /** That of this suite: {@code 0.1.0}. */
  public static String number() {
    return properties().getProperty("version");
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** One line: {@code flink-jobs 0.1.0 (Flink 2.2.0, Java 17.0.15)}. */
  public static String text() {
    return "flink-jobs "
        + number()
        + " (Flink "
        + EnvironmentInformation.getVersion()
        + ", Java "
        + System.getProperty("java.version")
        + ")";
  }
}
