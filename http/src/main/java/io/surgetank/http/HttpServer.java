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
import io.surgetank.api.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Serves a [Front] over HTTP/1.1 and 1.0. Event loops read and write, and wait for clients; each
/// request is answered on a virtual thread.
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
  private final Shared shared;

  private HttpServer(
      String host,
      EventLoopGroup listening,
      EventLoopGroup loops,
      Channel listener,
      Shared shared) {
    this.host = host;
    this.listening = listening;
    this.loops = loops;
    this.listener = listener;
    this.shared = shared;
  }

  /// Listens when this returns. Throws [UncheckedIOException] with a sentence when the port cannot
  /// be had.
  public static HttpServer start(HttpSettings settings, Front front, InstantSource clock) {
    var server = start(settings, front, clock, System::nanoTime, Bounds.ofThisProcess());
    var _ =
        server.listening.scheduleWithFixedDelay(
            server::safeTurn, TURN_MILLIS, TURN_MILLIS, TimeUnit.MILLISECONDS);
    return server;
  }

  /// The same without turns of its own.
  static HttpServer start(
      HttpSettings settings, Front front, InstantSource clock, LongSupplier nanos, Bounds bounds) {
    var connections = new Connections(bounds.places(), nanos);
    var shared =
        new Shared(
            front,
            new Hosts(settings),
            new Gates(),
            new Work(front, bounds.heapBytes() / HEAVY_PART),
            Budget.ofHeap(bounds.heapBytes()),
            connections,
            new Dates(clock),
            nanos);
    var listening = group(1, "http-listen");
    var loops = group(loops(), "http");
    try {
      Channel listener = bind(settings, shared, listening, loops);
      return new HttpServer(settings.host(), listening, loops, listener, shared);
    } catch (UncheckedIOException unusable) {
      shared.work().close();
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
      HttpSettings settings, Shared shared, EventLoopGroup listening, EventLoopGroup loops) {
    var bootstrap =
        new ServerBootstrap()
            .group(listening, loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, Limits.BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new Listener(shared.connections()))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Connection(channel, shared));
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
    shared.connections().turn();
  }

  /// A turn that failed must not be the last.
  private void safeTurn() {
    try {
      turn();
    } catch (RuntimeException | Error surprise) {
      Failures.report(surprise, "slow connections were not looked for");
    }
  }

  /// Accepts nothing more, lets what runs end, within bounds.
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    Connections connections = shared.connections();
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
    shared.work().close();
    end(listening);
    end(loops);
  }

  private static void end(EventLoopGroup group) {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  int connections() {
    return shared.connections().count();
  }

  long heldBytes() {
    return shared.budget().taken();
  }
}
