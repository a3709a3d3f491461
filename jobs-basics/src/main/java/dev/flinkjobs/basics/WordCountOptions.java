package dev.flinkjobs.basics;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of {@code word-count}. */
@CommandDoc(name = "word-count", main = WordCountJob.class)
public final class WordCountOptions extends LinesOptions {

  @Option(names = "--window")
  @OptionDoc(type = "duration", min = 1, example = "1m")
  private Duration window = Duration.ofSeconds(5);

  @Option(names = "--keep-case")
  @OptionDoc
  private boolean keepCase;

  /** The size of a window, at least 1 ms. */
  Duration window() {
    return window;
  }

  /** Whether words that differ in upper and lower case only are different ones. */
  boolean keepCase() {
    return keepCase;
  }
}
