package dev.flinkjobs.dist;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Takes the classes by which the parts of a cluster call each other from the class path, where the
 * distribution has them. Flink's own loader copies a jar of 20 MB to a temporary file at each
 * start, and loads them from there, which no archive of classes can spare.
 */
public final class ClassPathRpcSystemLoader implements RpcSystemLoader {
  private static final int BEFORE_FLINKS_OWN = -1;

  @Override
  public int getLoadPriority() {
    return BEFORE_FLINKS_OWN;
  }

  /** Where they are not on the class path, as in an IDE, Flink goes on to its own loader. */
  @Override
  public RpcSystem loadRpcSystem(Configuration config) {
    return ServiceLoader.load(RpcSystem.class, RpcSystem.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new RpcLoaderException("no RPC system is on the class path"));
  }
}
