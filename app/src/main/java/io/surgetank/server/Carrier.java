package io.surgetank.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.surgetank.api.Front;
import io.surgetank.api.Response;
import java.lang.System.Logger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Carries one request to the front and its response back.
final class Carrier implements Handler {
  private static final Logger LOG = System.getLogger(Carrier.class.getName());

  /// Names of headers in the library's form; responses have a few dozen different ones at most.
  private final Map<String, HeaderName> headerNames = new ConcurrentHashMap<>();

  private final Front front;
  private final Gates gates;
  private final int maxBodyBytes;

  Carrier(Front front, Gates gates, int maxBodyBytes) {
    this.front = front;
    this.gates = gates;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handle(ServerRequest wire, ServerResponse out) {
    String method = wire.prologue().method().text();
    Optional<String> path = PercentCode.decode(originForm(wire.prologue().uriPath().rawPath()));
    if (path.isEmpty()) {
      last(wire, out, Refusal.PATH);
      return;
    }
    Optional<Gates.Place> place = gates.enter(method, path.get());
    if (place.isEmpty()) {
      last(wire, out, Refusal.BUSY);
      return;
    }
    try (var _ = place.get()) {
      switch (Arrival.of(wire, path.get(), maxBodyBytes)) {
        case Arrival.Refused(var refusal) -> last(wire, out, refusal);
        case Arrival.Whole(var request) -> send(wire, out, answer(request));
      }
    }
  }

  /// Proxies may ask for `http://host/path`; what is meant is the path.
  private static String originForm(String target) {
    if (!target.startsWith("http://") && !target.startsWith("https://")) return target;
    int path = target.indexOf('/', target.indexOf("//") + 2);
    return path < 0 ? "/" : target.substring(path);
  }

  private Response answer(io.surgetank.api.Request request) {
    try {
      return front.answer(request);
    } catch (RuntimeException surprise) {
      LOG.log(Logger.Level.ERROR, "a request was not answered", surprise);
      return Refusal.BROKEN.response();
    }
  }

  /// The connection's last response: what else is in it cannot be trusted or is not worth reading.
  private void last(ServerRequest wire, ServerResponse out, Refusal refusal) {
    out.header(HeaderValues.CONNECTION_CLOSE);
    send(wire, out, refusal.response());
  }

  private void send(ServerRequest wire, ServerResponse out, Response response) {
    // A stop interrupts who waits for a job's end; what that request has to say still goes out.
    if (Thread.interrupted()) out.header(HeaderValues.CONNECTION_CLOSE);
    out.status(Status.create(response.status()));
    response.headers().forEach((name, value) -> out.header(named(name), value));
    byte[] body = response.body();
    if (wire.prologue().method().equals(Method.HEAD)) {
      out.contentLength(body.length);
      out.send();
    } else if (body.length == 0) {
      out.send();
    } else {
      out.send(body);
    }
    // The library says that it closes the connection, and then waits for the client to do so.
    if (out.headers().contains(HeaderValues.CONNECTION_CLOSE))
      throw new CloseConnectionException("the last response was sent");
  }

  private HeaderName named(String name) {
    return headerNames.computeIfAbsent(name, HeaderNames::create);
  }
}
