package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.OnResume;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.time.EventTime;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the job. */
@CommandDoc(name = "advertising", main = AdvertisingJob.class)
public final class AdvertisingOptions extends JobOptions {
  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);

  @Option(names = "--campaigns")
  @OptionDoc(type = "file", example = "campaigns.csv", path = true)
  private @Nullable Path file;

  @Option(names = "--window")
  @OptionDoc(type = "duration", min = 1, example = "1m")
  private Duration window = Duration.ofSeconds(10);

  @Option(names = "--max-delay")
  @OptionDoc(type = "duration", example = "10s", onResume = OnResume.IF_ACCEPTED)
  private Duration maxDelay = Duration.ofSeconds(1);

  @Option(names = "--late")
  @OptionDoc(
      type = "output",
      example = "files:late",
      values = {"print", "discard", "files:"},
      onResume = OnResume.FREE)
  private String late = "print";

  private Campaigns campaigns = Campaigns.NONE;

  @Override
  public Optional<String> late() {
    return Optional.of(late);
  }

  Campaigns campaigns() {
    return campaigns;
  }

  TumblingEventTimeWindows windows() {
    return TumblingEventTimeWindows.of(window);
  }

  EventTime eventTime() {
    return EventTime.of(maxDelay, IDLE_AFTER, windows(), Duration.ZERO);
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (input().isEmpty()) {
      problems.add("--input is missing; give a topic: --input kafka://localhost:9092/ad-events");
    }
    if (file == null) {
      problems.add("--campaigns is missing; give a CSV file: --campaigns campaigns.csv");
      return;
    }
    try {
      campaigns = Campaigns.read(file);
    } catch (NoSuchFileException missing) {
      problems.add("--campaigns " + file + ": there is no such file");
    } catch (IOException unreadable) {
      problems.add("--campaigns " + file + ": " + unreadable.getMessage());
    }
  }
}
