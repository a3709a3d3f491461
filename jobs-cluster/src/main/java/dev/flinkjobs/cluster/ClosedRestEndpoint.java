package dev.flinkjobs.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.TransientBlobService;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.DispatcherRestEndpoint;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rest.HttpMethodWrapper;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.legacy.metrics.MetricFetcher;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.webmonitor.retriever.LeaderGatewayRetriever;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;

/**
 * Flink's REST server: for a web UI with the handlers that only show something, and otherwise with
 * none, and closed as soon as it has started.
 */
@SuppressWarnings("try") // As Flink declares close.
final class ClosedRestEndpoint extends DispatcherRestEndpoint {
  private final boolean web;

  ClosedRestEndpoint(
      boolean web,
      Configuration config,
      LeaderGatewayRetriever<DispatcherGateway> dispatcher,
      LeaderGatewayRetriever<ResourceManagerGateway> resourceManager,
      TransientBlobService blobs,
      ScheduledExecutorService executor,
      MetricFetcher metrics,
      LeaderElection election,
      FatalErrorHandler fatal)
      throws Exception {
    super(
        dispatcher,
        config,
        RestHandlerConfiguration.fromConfiguration(config),
        resourceManager,
        blobs,
        executor,
        metrics,
        election,
        RestEndpointFactory.createExecutionGraphCache(
            RestHandlerConfiguration.fromConfiguration(config)),
        fatal);
    this.web = web;
    if (web
        && ServiceLoader.load(InboundChannelHandlerFactory.class).stream()
            .noneMatch(factory -> factory.type() == LoopbackGuard.class)) {
      throw new IllegalStateException(
          "the web UI would answer the pages of any site: "
              + LoopbackGuard.class.getName()
              + " is missing from META-INF/services/"
              + InboundChannelHandlerFactory.class.getName()
              + "; merge the services files when you build the jar, or leave the web UI out");
    }
  }

  @Override
  protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
      CompletableFuture<String> address) {
    if (!web) {
      return new ArrayList<>(); // It is sorted.
    }
    List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> handlers =
        super.initializeHandlers(address);
    handlers.removeIf(handler -> !onlyShows(handler.f0));
    return handlers;
  }

  /** Says what is allowed, so that a handler which a later Flink adds to change a job is not. */
  private static boolean onlyShows(RestHandlerSpecification handler) {
    String url = handler.getTargetRestEndpointURL();
    return handler.getHttpMethod() == HttpMethodWrapper.GET
        && !url.endsWith("/yarn-cancel")
        && !url.endsWith("/yarn-stop");
  }

  /** The last step of {@code start}, which always binds a port and cannot be overridden. */
  @Override
  public void startInternal() throws Exception {
    if (web) {
      super.startInternal();
    } else {
      var unused = closeAsync(); // Not awaited here: start holds the lock that it needs.
    }
  }
}
