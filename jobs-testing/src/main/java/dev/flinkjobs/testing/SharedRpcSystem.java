package dev.flinkjobs.testing;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

/**
 * Loads the classes by which the processes of a cluster call each other once in a test's JVM. Flink
 * does it for every cluster, out of a jar of 20 MB that it unpacks each time: half of what a small
 * job in this process costs.
 */
public final class SharedRpcSystem implements RpcSystemLoader {
  private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

  @Override
  public int getLoadPriority() {
    return BEFORE_ALL_OTHERS;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration config) {
    return Loaded.ONCE;
  }

  /** Stays open when a cluster closes it, since others use it. */
  private record Loaded(RpcSystem system) implements RpcSystem {
    static final RpcSystem ONCE = new Loaded(load());

    private static RpcSystem load() {
      // With temporary directories that outlive any one cluster.
      RpcSystem system =
          ServiceLoader.load(RpcSystemLoader.class).stream()
              .filter(loader -> loader.type().getPackageName().startsWith("org.apache.flink."))
              .map(ServiceLoader.Provider::get)
              .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
              .orElseThrow()
              .loadRpcSystem(new Configuration());
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "close the RPC system"));
      return system;
    }

    @Override
    public RpcServiceBuilder localServiceBuilder(Configuration config) {
      return system.localServiceBuilder(config);
    }

    @Override
    public RpcServiceBuilder remoteServiceBuilder(
        Configuration config, String externalAddress, String externalPortRange) {
      return system.remoteServiceBuilder(config, externalAddress, externalPortRange);
    }

    @Override
    public String getRpcUrl(
        String host, int port, String endpoint, AddressResolution resolution, Configuration config)
        throws UnknownHostException {
      return system.getRpcUrl(host, port, endpoint, resolution, config);
    }

    @Override
    public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
      return system.getInetSocketAddressFromRpcUrl(url);
    }

    @Override
    public long getMaximumMessageSizeInBytes(Configuration config) {
      return system.getMaximumMessageSizeInBytes(config);
    }
  }
}
