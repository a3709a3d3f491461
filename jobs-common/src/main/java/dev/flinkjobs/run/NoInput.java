package dev.flinkjobs.run;

import dev.flinkjobs.input.Input;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.EventTime;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.record.Timed;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.source.Source;

/** The input of a job whose values are options. */
final class NoInput implements Input {

  @Override
  public void check(List<String> columns, Problems problems) {
    throw unread();
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public boolean isReplayable() {
    return true;
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public boolean reads(URI directory) {
    return false;
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(0);
  }

  @Override
  public String digest() {
    return "none";
  }

  @Override
  public <T> Source<RowBatch<T>, ?, ?> source(RowDecoder<T> decoder) {
    throw unread();
  }

  @Override
  public <T extends Timed> Source<RowBatch<T>, ?, ?> source(RowDecoder<T> decoder, EventTime time) {
    throw unread();
  }

  private static IllegalStateException unread() {
    return new IllegalStateException("the options say that this job reads no input");
  }
}
