package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.http.proxy.ProxySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads the requests in bytes as a connection does, without a socket and without threads. In this
/// package, since the server publishes only whole servers.
public final class RequestStream {
  private static final int MEMORY_BYTES = 256 * 1024 * 1024;

  private final ServerContext context;
  private final ConnectionClient client =
      new ConnectionClient(new EmbeddedChannel(), ProxySettings.NONE);

  public RequestStream(RequestHandler handler) {
    this.context =
        new ServerContext(
            handler,
            new AllowedHosts(new ListenSettings("127.0.0.1", 0)),
            new ConcurrencyLimiter(),
            new RequestExecutor(handler, MEMORY_BYTES),
            new MemoryBudget(MEMORY_BYTES),
            new ConnectionRegistry(1, () -> 0),
            new DateHeader(() -> Instant.EPOCH),
            ProxySettings.NONE,
            () -> 0);
  }

  /// What the server does with the next bytes.
  public sealed interface Step {
    /// Passes a request to its handler.
    record Read(Request request, boolean keepsAlive) implements Step {}

    /// Responds to the head, and closes the connection if a body may follow.
    record Answered(int status, boolean closes) implements Step {}

    /// Responds and closes the connection.
    record Refused(int status) implements Step {}
  }

  /// The steps until the connection is closed or needs more bytes, which arrive in these pieces.
  public List<Step> read(List<byte[]> pieces) {
    var reservation = new MemoryReservation(context.budget());
    var phases = new PhaseTracker(0);
    var reader = new RequestReader(context, reservation, phases, () -> {}, client);
    var steps = new ArrayList<Step>();
    try {
      for (byte[] piece : pieces)
        if (!read(Unpooled.wrappedBuffer(piece), reader, phases, steps)) break;
      return steps;
    } finally {
      reservation.set(0);
    }
  }

  /// Returns whether the connection stays open.
  private static boolean read(
      ByteBuf in, RequestReader reader, PhaseTracker phases, List<Step> steps) {
    while (in.isReadable()) {
      switch (reader.read(in)) {
        case RequestReader.Found.More() -> {
          continue;
        }
        case RequestReader.Found.Whole(var head, var body) -> {
          steps.add(new Step.Read(head.with(body), head.keepsAlive()));
          if (!head.keepsAlive()) return false;
        }
        case RequestReader.Found.Answered(var head, var response) -> {
          boolean closes =
              !(head.framing() instanceof Framing.NoBody)
                  || ConnectionPersistence.after(head) == ConnectionPersistence.CLOSE;
          steps.add(new Step.Answered(response.status(), closes));
          if (closes) return false;
        }
        case RequestReader.Found.Refused(_, var early) -> {
          steps.add(new Step.Refused(early.status()));
          return false;
        }
      }
      phases.enter(ConnectionPhase.IDLE, 0);
    }
    return true;
  }
}
