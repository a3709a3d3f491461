package dev.flinkjobs.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Answers 403 to requests that a browser on this machine sends to the web UI for the page of
 * another site, also if that site's host name resolves to 127.0.0.1 (DNS rebinding). Flink finds
 * this class through {@code META-INF/services}.
 */
public final class LoopbackGuard implements InboundChannelHandlerFactory {
  /**
   * Off by default: Flink asks each factory for each REST server, such as that of a real cluster.
   */
  static final ConfigOption<Boolean> ON =
      ConfigOptions.key("flinkjobs.loopback-guard").booleanType().defaultValue(false);

  private static final Set<String> HOSTS = Set.of(ClosedCluster.HOST, "localhost");

  /** The page that asks belongs to the web UI, or there is none, as with a bookmark. */
  private static final Set<String> SITES = Set.of("same-origin", "none");

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration config, Map<String, String> responseHeaders) {
    return config.get(ON) ? Optional.of(new Guard()) : Optional.empty();
  }

  private static boolean isOwn(HttpHeaders headers) {
    List<String> hosts = headers.getAll("Host");
    return hosts.size() == 1
        && HOSTS.contains(hosts.get(0).replaceFirst(":\\d+$", ""))
        && headers.getAll("Origin").stream().allMatch(("http://" + hosts.get(0))::equals)
        && headers.getAll("Sec-Fetch-Site").stream().allMatch(SITES::contains);
  }

  private static final class Guard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request && !isOwn(request.headers())) {
        ReferenceCountUtil.release(message);
        DefaultFullHttpResponse refusal =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN);
        refusal.headers().set("Content-Length", 0).set("Connection", "close");
        var unused = context.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
      } else {
        context.fireChannelRead(message);
      }
    }
  }
}
