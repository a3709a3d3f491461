package dev.flinkjobs.soak;

import java.nio.file.Path;

/**
 * Where results go.
 *
 * @param directory for those in files
 */
record Places(Topics topics, PostgresProcess postgres, Path directory) {

  /** A topic as an option names it. */
  String uri(String topic) {
    return "kafka://" + topics.servers() + "/" + topic;
  }
}
