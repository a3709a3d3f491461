package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RecordSerializer;
import dev.flinkjobs.time.Timed;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * One value of one key at one time.
 *
 * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
 */
public record Measurement(GroupKey key, long timestamp, Decimal value) implements Timed {
  static final TypeInformation<Measurement> TYPE =
      RecordSerializer.type(TypeInformation.of(Measurement.class));
}
