package io.surgetank.http;

import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.tls.TransportSecurity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// A server without sockets, with a test clock. It answers `GET` by the head alone, and never
/// finishes other requests.
final class TestServer implements AutoCloseable {
  private final AtomicLong nanos = new AtomicLong(7);
  private final ConnectionRegistry connections;
  private final ServerContext context;

  TestServer(int maxConnections, long heapBytes) {
    this.connections = new ConnectionRegistry(maxConnections, nanos::get);
    RequestHandler handler = new HeadHandler();
    this.context =
        new ServerContext(
            handler,
            new AllowedHosts(new ListenSettings("127.0.0.1", 0)),
            new ConcurrencyLimiter(),
            new RequestExecutor(handler, heapBytes),
            MemoryBudget.ofHeap(heapBytes),
            connections,
            new DateHeader(InstantSource.system()),
            ProxySettings.NONE,
            nanos::get);
  }

  private record HeadHandler() implements RequestHandler {
    private static final Response OK = new Response(200, Map.of(), new byte[0]);

    @Override
    public Response answer(Request request) {
      new Semaphore(0).acquireUninterruptibly();
      return OK;
    }

    @Override
    public Precheck precheck(Request head) {
      return head.method().equals("GET")
          ? new Precheck.Refused(OK)
          : new Precheck.Proceed(1_000_000);
    }
  }

  TestChannel connect() {
    return new TestChannel(context);
  }

  TestChannel connect(TransportSecurity transportSecurity) {
    return new TestChannel(context, transportSecurity);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    connections.runOnce();
  }

  ConnectionRegistry connections() {
    return connections;
  }

  long heldBytes() {
    return context.budget().taken();
  }

  @Override
  public void close() {
    context.executor().close();
  }
}
