package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.StdStreams;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.util.concurrent.NeverCompleteFuture;
import org.junit.jupiter.api.Test;

class ConsoleWriterTest {

  @Test
  void writersOfOneTaskKeepTheOrderOfTheirLines() {
    try (StdStreams std = StdStreams.capture();
        ConsoleWriter<String> heavy = writer();
        ConsoleWriter<String> cold = writer()) {
      heavy.write("heavy 1", new NoContext());
      cold.write("cold 1", new NoContext());
      heavy.write("heavy 2", new NoContext());
      assertThat(std.out()).isEmpty();
      cold.flush(false);
      assertThat(std.out()).isEqualTo("heavy 1\ncold 1\nheavy 2\n");
      heavy.flush(true);
      assertThat(std.out()).isEqualTo("heavy 1\ncold 1\nheavy 2\n");
    }
  }

  @Test
  void aResultIsOneLineThatSteersNoTerminal() {
    try (StdStreams std = StdStreams.capture();
        ConsoleWriter<String> lines = writer()) {
      lines.write("(a\n\u001b[31m, 한\u009b글\t\u202e)", new NoContext());
      lines.flush(true);
      assertThat(std.out()).isEqualTo("(a\\n\\u001b[31m, 한\\u009b글\t\\u202e)\n");
    }
  }

  private static ConsoleWriter<String> writer() {
    return new ConsoleWriter<>(
        new ConsoleOutput(Console.STDOUT, Long.MAX_VALUE, ""), new LineFormat(), new NoTimers());
  }

  private static final class NoTimers implements ProcessingTimeService {
    @Override
    public long getCurrentProcessingTime() {
      return 0;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
      return new NeverCompleteFuture(Long.MAX_VALUE);
    }
  }

  private static final class NoContext implements SinkWriter.Context {
    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
      return Long.MIN_VALUE;
    }
  }
}
