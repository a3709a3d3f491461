package dev.flinkjobs.windows;

import dev.flinkjobs.record.BadValue;
import dev.flinkjobs.record.Fields;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.RowDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a row its key, its time and its value. A time too far ahead of the clock is rejected:
 * it would drag the watermark along, and every row after it would be late. A row without a time has
 * 0, and counts at the time of its batch.
 */
final class MeasurementDecoder implements RowDecoder<Measurement> {
  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final int keys;
  private final boolean isTimed;
  private final ZoneId zone;

  /** In milliseconds. */
  private final long maxFuture;

  private final Clock clock;

  /**
   * @param time the column of the time; null if rows have none
   * @param zone of times without an offset
   * @param maxFuture how far ahead of the clock a time may be; null for any
   */
  MeasurementDecoder(
      List<String> key,
      @Nullable String time,
      String value,
      ZoneId zone,
      @Nullable Duration maxFuture,
      Clock clock) {
    Stream<String> others = time == null ? Stream.of(value) : Stream.of(time, value);
    this.columns = Stream.concat(key.stream(), others).toList();
    this.keys = key.size();
    this.isTimed = time != null;
    this.zone = zone;
    this.maxFuture = maxFuture == null ? Long.MAX_VALUE : maxFuture.toMillis();
    this.clock = clock;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Measurement decode(Fields row) throws BadValue {
    long timestamp = isTimed ? timestamp(row) : 0;
    return new Measurement(row.key(0, keys), timestamp, row.decimal(columns.size() - 1));
  }

  private long timestamp(Fields row) throws BadValue {
    long timestamp = row.timestamp(keys, zone);
    if (timestamp - clock.millis() > maxFuture) {
      throw new BadValue(RejectReason.TOO_FAR_IN_THE_FUTURE, keys);
    }
    return timestamp;
  }

  @Override
  public TypeInformation<Measurement> type() {
    return Measurement.TYPE;
  }
}
