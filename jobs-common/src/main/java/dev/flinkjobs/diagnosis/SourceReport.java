package dev.flinkjobs.diagnosis;

import java.io.Serializable;

/**
 * Where a reader is.
 *
 * @param watermark in milliseconds since 1970-01-01T00:00:00Z; {@link Long#MIN_VALUE} before the
 *     first
 * @param idle whether the watermark does not wait for it
 */
public record SourceReport(long watermark, boolean idle) implements Serializable {

  /** The name of the accumulator of these reports. */
  public static final String NAME = "diagnosis.sources";
}
