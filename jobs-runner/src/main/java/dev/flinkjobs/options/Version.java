package dev.flinkjobs.options;

import dev.flinkjobs.record.Message;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Which version runs. */
public final class Version {

  private Version() {}

  /** That of this suite: {@code 0.1.0}. */
  public static String number() {
    return Resources.text(Version.class, "version.properties")
        .strip()
        .replaceFirst("version *= *", "");
  }

  /** One line: {@code flink-jobs 0.1.0 (Flink 2.2.0, Java 17.0.15)}. */
  public static String text() {
    return Message.of(
        "flink-jobs %s (Flink %s, Java %s)",
        number(), EnvironmentInformation.getVersion(), System.getProperty("java.version"));
  }
}
