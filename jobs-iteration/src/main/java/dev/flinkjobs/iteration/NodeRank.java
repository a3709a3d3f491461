package dev.flinkjobs.iteration;

import dev.flinkjobs.record.Decimal;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A node and how much it matters.
 *
 * @param outgoing how many edges leave it
 * @param rank its share of all ranks, in units of 10^-{@value #SCALE}
 */
public record NodeRank(String node, long outgoing, long rank) {
  static final TypeInformation<NodeRank> TYPE = TypeInformation.of(NodeRank.class);
  static final int SCALE = 18;

  /** All ranks together. */
  static final long WHOLE = 1_000_000_000_000_000_000L;

  Decimal exactRank() {
    return Decimal.of(rank, SCALE);
  }
}
