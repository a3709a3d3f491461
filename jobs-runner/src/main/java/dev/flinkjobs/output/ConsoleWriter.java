package dev.flinkjobs.output;

import dev.flinkjobs.record.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Gathers whole lines and writes them in pieces: when there are many, at checkpoints, at the end,
 * and otherwise {@value #DELAY_MILLIS} ms after a line came. The writers of one task gather theirs
 * together, so that the lines of several sinks stand in the order of the rows they come from.
 */
final class ConsoleWriter<T> implements SinkWriter<T> {
  private static final int PIECE = 64 * 1024;
  private static final long DELAY_MILLIS = 100;

  /** Of each task, which has a thread of its own. */
  private static final ThreadLocal<Map<Console, Utf8Buffer>> LINES =
      ThreadLocal.withInitial(() -> new EnumMap<>(Console.class));

  private final ConsoleOutput to;
  private final ResultFormat<T> format;
  private final ProcessingTimeService time;
  private final Utf8Buffer lines;

  private long results;
  private boolean timerIsSet;
  private boolean closed;

  ConsoleWriter(ConsoleOutput to, ResultFormat<T> format, ProcessingTimeService time) {
    this.to = to;
    this.format = format;
    this.time = time;
    this.lines = LINES.get().computeIfAbsent(to.console(), any -> new Utf8Buffer(PIECE));
  }

  @Override
  public void write(T result, Context context) {
    if (++results > to.first()) {
      return;
    }
    line(result);
    if (lines.length() >= PIECE) {
      drain();
    } else if (!timerIsSet) {
      timerIsSet = true;
      var unused =
          time.registerTimer(time.getCurrentProcessingTime() + DELAY_MILLIS, this::onTimer);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    if (endOfInput) {
      lineForTheRest();
    }
    drain();
  }

  /** Shows what is left also when the job is cancelled or fails, but makes nothing worse. */
  @Override
  public void close() {
    if (!closed) {
      lineForTheRest();
      write();
    }
  }

  private void onTimer(long timestamp) {
    timerIsSet = false;
    drain();
  }

  private void line(T result) {
    String text = format.print(result);
    if (format.printsLines()) {
      lines.text(text);
    } else {
      lines.visible(text);
    }
    lines.ascii('\n');
  }

  private void lineForTheRest() {
    if (results > to.first()) {
      lines.text(Message.of("… and %,d more", results - to.first()));
      lines.text(to.advice().isEmpty() ? "\n" : "; " + to.advice() + "\n");
      results = to.first();
    }
  }

  private void drain() {
    // Nobody reads standard error for sure, so a job does not end because it is closed.
    if (!write() && to.console() == Console.STDOUT) {
      closed = true;
      throw failure();
    }
  }

  /** Writes all lines at once and says whether that worked. */
  private boolean write() {
    if (lines.length() == 0) {
      return true;
    }
    PrintStream stream = to.console().stream();
    // A PrintStream locks itself while it writes, so no other line comes between these.
    synchronized (stream) {
      stream.writeBytes(lines.takeFrom(0));
      return !stream.checkError();
    }
  }

  /**
   * Why standard output took no more. A PrintStream does not say: a reader that went away is no
   * fault, but a disk that is full is one.
   */
  private static SuppressRestartsException failure() {
    if (!isPipe()) {
      // Not closed, since the descriptor is not ours.
      FileOutputStream direct = new FileOutputStream(FileDescriptor.out);
      try {
        direct.write('\n');
      } catch (IOException e) {
        return new SuppressRestartsException(
            new IOException("standard output cannot be written: " + e.getMessage(), e));
      }
    }
    return new OutputClosedException();
  }

  private static boolean isPipe() {
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & 0170000;
      return type == 0010000 || type == 0140000;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return true; // It cannot be told here, and a pipe is by far the most likely to close.
    }
  }
}
