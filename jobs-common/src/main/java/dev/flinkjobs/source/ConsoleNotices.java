package dev.flinkjobs.source;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what concerns the input while a job runs: in the log and, since nobody who runs a job here
 * looks into that, on the console of this process.
 */
final class ConsoleNotices {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleNotices.class);

  private ConsoleNotices() {}

  static void say(List<String> lines) {
    lines.forEach(LOG::warn);
    lines.forEach(System.err::println);
  }
}
