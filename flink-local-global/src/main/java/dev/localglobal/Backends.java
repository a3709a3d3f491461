package dev.localglobal;

import org.apache.flink.api.common.state.State;

/** Refuses state backends that have one key at a time, or that nobody has tested. */
final class Backends {
  private Backends() {}

  /** Fails if the state is of such a backend: Flink names its classes by it. */
  static void check(State state) {
    String name = state.getClass().getSimpleName();
    if (name.startsWith("BatchExecution")) {
      throw new UnsupportedOperationException(
          "execution.runtime-mode is BATCH, in which Flink keeps the state of one key at a time: "
              + "LocalGlobal needs STREAMING");
    }
    if (name.startsWith("ForSt")) {
      throw new UnsupportedOperationException(
          "state.backend.type is forst, which LocalGlobal is not tested with: "
              + "take hashmap or rocksdb");
    }
  }
}
