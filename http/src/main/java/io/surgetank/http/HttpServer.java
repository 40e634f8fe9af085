package io.surgetank.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.surgetank.core.api.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Serves a [RequestHandler] over HTTP/1.1 and 1.0. Event loops read and write, and wait for
/// clients; each request is answered on a virtual thread.
public final class HttpServer implements AutoCloseable {
  /// How often slow connections are looked for.
  private static final long TURN_MILLIS = 500;

  /// At a stop, requests that run have this long, then are interrupted and have the rest of what a
  /// stop may take: half of it all, the workers have the other.
  private static final long CALM_MILLIS = 1_000;

  private static final long GRACE_MILLIS = 2_500;

  /// Of the heap, what large bodies may fill at once while they are worked on.
  private static final int HEAVY_PART = 64;

  private final String host;
  private final EventLoopGroup listening;
  private final EventLoopGroup loops;
  private final Channel listener;
  private final ServerContext serverContext;

  private HttpServer(
      String host,
      EventLoopGroup listening,
      EventLoopGroup loops,
      Channel listener,
      ServerContext serverContext) {
    this.host = host;
    this.listening = listening;
    this.loops = loops;
    this.listener = listener;
    this.serverContext = serverContext;
  }

  /// Listens when this returns. Throws [UncheckedIOException] with a sentence when the port cannot
  /// be had.
  public static HttpServer start(
      HttpSettings settings, RequestHandler requestHandler, InstantSource clock) {
    var server =
        start(settings, requestHandler, clock, System::nanoTime, ResourceLimits.ofThisProcess());
    var _ =
        server.listening.scheduleWithFixedDelay(
            server::safeTurn, TURN_MILLIS, TURN_MILLIS, TimeUnit.MILLISECONDS);
    return server;
  }

  /// The same without turns of its own.
  static HttpServer start(
      HttpSettings settings,
      RequestHandler requestHandler,
      InstantSource clock,
      LongSupplier nanos,
      ResourceLimits resourceLimits) {
    var connections = new Connections(resourceLimits.places(), nanos);
    var serverContext =
        new ServerContext(
            requestHandler,
            new AllowedHosts(settings),
            new ConcurrencyLimiter(),
            new RequestExecutor(requestHandler, resourceLimits.heapBytes() / HEAVY_PART),
            MemoryBudget.ofHeap(resourceLimits.heapBytes()),
            connections,
            new DateHeader(clock),
            nanos);
    var listening = group(1, "http-listen");
    var loops = group(loops(), "http");
    try {
      Channel listener = bind(settings, serverContext, listening, loops);
      return new HttpServer(settings.host(), listening, loops, listener, serverContext);
    } catch (UncheckedIOException unusable) {
      serverContext.requestExecutor().close();
      end(listening);
      end(loops);
      throw unusable;
    }
  }

  /// One loop alone lets a long burst wait; more than half the cores leaves too few to the API.
  private static int loops() {
    return Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static EventLoopGroup group(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  private static Channel bind(
      HttpSettings settings,
      ServerContext serverContext,
      EventLoopGroup listening,
      EventLoopGroup loops) {
    var bootstrap =
        new ServerBootstrap()
            .group(listening, loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, RequestLimits.BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new Listener(serverContext.connections()))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Connection(channel, serverContext));
                  }
                });
    var bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) throw unable(settings, bound.cause());
    return bound.channel();
  }

  private static UncheckedIOException unable(HttpSettings settings, Throwable cause) {
    String place = "Port %d on %s".formatted(settings.port(), settings.host());
    if (cause instanceof BindException elsewhere && !isHere(settings.host()))
      return new UncheckedIOException(
          "Cannot assign the address "
              + settings.host()
              + ": it is not one of this machine. Choose another with --host; 0.0.0.0 means all of"
              + " its addresses",
          new IOException(elsewhere));
    if (cause instanceof BindException taken)
      return new UncheckedIOException(
          place
              + " is taken. Stop what uses it, or choose another with --port; 0 means any free one",
          new IOException(taken));
    return new UncheckedIOException(place + " cannot be listened on", new IOException(cause));
  }

  private static boolean isHere(String host) {
    try {
      var address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
    }
  }

  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /// Ends what took too long.
  public void turn() {
    serverContext.connections().turn();
  }

  /// A turn that failed must not be the last.
  private void safeTurn() {
    try {
      turn();
    } catch (RuntimeException | Error surprise) {
      UncaughtErrors.report(surprise, "slow connections were not looked for");
    }
  }

  /// Accepts nothing more, lets what runs end, within bounds.
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    Connections connections = serverContext.connections();
    connections.stop();
    try {
      if (!connections.awaitNone(CALM_MILLIS)) {
        connections.interrupt();
        connections.awaitNone(GRACE_MILLIS - CALM_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    connections.closeAll();
    serverContext.requestExecutor().close();
    end(listening);
    end(loops);
  }

  private static void end(EventLoopGroup group) {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  int connections() {
    return serverContext.connections().count();
  }

  long heldBytes() {
    return serverContext.memoryBudget().taken();
  }
}
