package dev.flinkjobs.basics;

import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.PositiveDurationConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of {@code word-count}. */
public final class WordCountOptions extends LinesOptions {

  @Option(names = "--window", converter = PositiveDurationConverter.class)
  @OptionDoc(type = "duration", example = "1m")
  private Duration window = Duration.ofSeconds(5);

  @Option(names = "--keep-case")
  @OptionDoc
  private boolean keepCase;

  @Override
  public String name() {
    return "word-count";
  }

  @Override
  public Class<?> mainClass() {
    return WordCountJob.class;
  }

  /** The size of a window, at least 1 ms. */
  Duration window() {
    return window;
  }

  /** Whether words that differ in upper and lower case only are different ones. */
  boolean keepCase() {
    return keepCase;
  }
}
