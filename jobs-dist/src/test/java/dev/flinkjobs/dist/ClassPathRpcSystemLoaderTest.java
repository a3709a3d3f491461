package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;
import org.junit.jupiter.api.Test;

/** Here as in an IDE, where Flink's RPC classes are in the jar of its own loader alone. */
class ClassPathRpcSystemLoaderTest {

  @Test
  void itHasNothingToLoadOutsideTheDistribution() {
    assertThatThrownBy(() -> new ClassPathRpcSystemLoader().loadRpcSystem(new Configuration()))
        .isInstanceOf(RpcLoaderException.class);
  }

  @Test
  void flinkThenTakesAnotherLoader() {
    assertThat(RpcSystem.load()).isNotNull();
  }
}
