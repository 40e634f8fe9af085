package io.surgetank.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.http.tls.TransportSecurity;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Serves a [RequestHandler] over HTTP/1.1 and 1.0, also over TLS. Event loops read and write, and
/// wait for clients. Requests that could block are answered on virtual threads, the others on event
/// loops.
public final class HttpServer implements AutoCloseable {
  /// How often slow connections are closed.
  private static final long TURN_MILLIS = 500;

  /// At a stop, running requests have this long; then they are interrupted and have until
  /// [#GRACE_MILLIS]. That is half of the time that a stop may take; the workers have the other
  /// half.
  private static final long UNINTERRUPTED_MILLIS = 1_000;

  private static final long GRACE_MILLIS = 2_500;

  /// The fraction of the heap that large bodies may use at once while they are processed.
  private static final int HEAVY_HEAP_FRACTION = 64;

  private final String origin;
  private final EventLoopGroup listening;
  private final EventLoopGroup loops;
  private final Channel listener;
  private final ServerContext context;

  private HttpServer(
      String origin,
      EventLoopGroup listening,
      EventLoopGroup loops,
      Channel listener,
      ServerContext context) {
    this.origin = origin;
    this.listening = listening;
    this.loops = loops;
    this.listener = listener;
    this.context = context;
  }

  /// Returns when the server listens. Throws [UncheckedIOException] with a message for the user if
  /// it cannot listen.
  public static HttpServer start(ListenSettings settings, HttpDependencies dependencies) {
    var server = start(settings, dependencies, ResourceLimits.ofThisProcess());
    var _ =
        server.listening.scheduleWithFixedDelay(
            server::safeTurn, TURN_MILLIS, TURN_MILLIS, TimeUnit.MILLISECONDS);
    return server;
  }

  /// Throws as [#start] would if the address cannot be listened on, and leaves it free.
  public static void checkAddress(ListenSettings settings) {
    new ListenAddress(settings).check();
  }

  /// The same without a schedule: the caller calls [#runOnce()].
  static HttpServer start(
      ListenSettings settings, HttpDependencies dependencies, ResourceLimits limits) {
    RequestHandler handler = dependencies.handler();
    var connections = new ConnectionRegistry(limits.maxConnections(), dependencies.nanoTime());
    var context =
        new ServerContext(
            handler,
            new AllowedHosts(settings),
            new ConcurrencyLimiter(),
            new RequestExecutor(handler, limits.heapBytes() / HEAVY_HEAP_FRACTION),
            MemoryBudget.ofHeap(limits.heapBytes()),
            connections,
            new DateHeader(dependencies.clock()),
            dependencies.proxies(),
            dependencies.nanoTime());
    var listening = group(1, "http-listen");
    var loops = group(loops(), "http");
    try {
      var acceptFailures =
          new AcceptFailureHandler(connections, dependencies.nanoTime(), dependencies.onFailure());
      Channel listener =
          bind(
              settings,
              new ServerBootstrap().group(listening, loops).handler(acceptFailures),
              connections(dependencies.transportSecurity(), context));
      for (EventLoopGroup group : List.of(listening, loops))
        watch(group, connections, dependencies.onFailure());
      return new HttpServer(
          origin(settings.host(), dependencies.transportSecurity()),
          listening,
          loops,
          listener,
          context);
    } catch (UncheckedIOException unusable) {
      context.executor().close();
      end(listening);
      end(loops);
      throw unusable;
    }
  }

  /// Netty only logs an error that ends an event loop; its connections would never be served.
  static void watch(
      EventLoopGroup group, ConnectionRegistry connections, Consumer<String> onFailure) {
    for (EventExecutor loop : group)
      loop.terminationFuture()
          .addListener(_ -> {
            if (!connections.isStopping())
              onFailure.accept("a thread that serves connections has ended; the log says why");
          });
  }

  /// A single loop delays long bursts; more than half the cores leaves too few for the API.
  private static int loops() {
    return Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static EventLoopGroup group(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  private static Channel bind(
      ListenSettings settings, ServerBootstrap bootstrap, ChannelInitializer<Channel> initializer) {
    bootstrap
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, HttpLimits.BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(initializer);
    var bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) throw new ListenAddress(settings).unusable(bound.cause());
    return bound.channel();
  }

  private static ChannelInitializer<Channel> connections(
      TransportSecurity transportSecurity, ServerContext server) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        transportSecurity.secure(channel);
        channel.pipeline().addLast(new Connection(channel, server));
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        UncaughtErrors.report(cause, "cannot serve a connection");
        var _ = context.close();
      }
    };
  }

  private static String origin(String host, TransportSecurity transportSecurity) {
    return transportSecurity.scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host);
  }

  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  public String url() {
    return origin + ":" + port();
  }

  /// Ends connections that are too slow.
  public void runOnce() {
    context.connections().runOnce();
  }

  /// An exception would end the schedule.
  private void safeTurn() {
    try {
      runOnce();
    } catch (RuntimeException | Error unexpected) {
      UncaughtErrors.report(unexpected, "cannot check for slow connections");
    }
  }

  /// Accepts no more connections and waits for running requests, within limits.
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    ConnectionRegistry connections = context.connections();
    connections.stop();
    try {
      if (!connections.awaitNone(UNINTERRUPTED_MILLIS)) {
        connections.interrupt();
        connections.awaitNone(GRACE_MILLIS - UNINTERRUPTED_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    connections.closeAll();
    context.executor().close();
    end(listening);
    end(loops);
  }

  private static void end(EventLoopGroup group) {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  int connections() {
    return context.connections().count();
  }

  long heldBytes() {
    return context.budget().taken();
  }
}
