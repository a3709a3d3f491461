package dev.flinkjobs.iteration;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What edges add up to at one of their ends. */
record NodeSum(String node, long sum) {
  static final TypeInformation<NodeSum> TYPE = new NodeSumSerializer().type(NodeSum.class);
}
