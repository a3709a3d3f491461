package dev.flinkjobs.iteration;

import dev.flinkjobs.record.RecordSerializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What edges add up to at one of their ends. */
public record NodeSum(String node, long sum) {
  static final TypeInformation<NodeSum> TYPE =
      RecordSerializer.type(TypeInformation.of(NodeSum.class));
}
