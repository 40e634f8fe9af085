package io.surgetank.peers.server;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.json.Json;
import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import io.surgetank.peers.job.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.ObjectNode;

/// A peer with the paths, replies and metrics of Surgetank that the benchmark uses.
///
/// @param accepted including the backlog
record PeerRequestHandler(Peer peer, JobIds ids, LongAdder accepted) implements RequestHandler {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @Override
  public Response answer(Request request) {
    String path = request.path();
    if (request.method().equals("POST") && path.equals("/orders")) return accept(request.body());
    if (path.startsWith("/orders/")) return find(path.substring("/orders/".length()));
    if (path.equals("/health/ready")) return text("ready");
    if (path.equals("/metrics")) return text(metrics());
    return new Response(404, Map.of(), new byte[0]);
  }

  private Response accept(byte[] body) {
    UUID id = ids.next().value();
    Optional<Order> order = Order.read(id, body);
    if (order.isEmpty()) return json(400, Json.MAPPER.createObjectNode().put("title", "Bad order"));
    peer.accept(order.get());
    accepted.increment();
    var reply =
        Json.MAPPER
            .createObjectNode()
            .put("message", "Order received")
            .put("orderId", id.toString())
            .put("status", "PENDING");
    return json(202, reply).with("Location", "/orders/" + id);
  }

  private Response find(String id) {
    Optional<OrderStatus> found = peer.find(UUID.fromString(id));
    if (found.isEmpty()) return new Response(404, Map.of(), new byte[0]);
    var reply = Json.MAPPER.createObjectNode().put("id", id);
    switch (found.get()) {
      case OrderStatus.Waiting() -> reply.put("status", "PENDING");
      case OrderStatus.Processed(var total) -> reply.put("status", "PROCESSED").put("total", total);
    }
    return json(200, reply);
  }

  private String metrics() {
    long in = accepted.sum();
    long out = peer.processed();
    return """
    surgetank_accepted_total{pipeline="orders"} %d
    surgetank_processed_total{pipeline="orders"} %d
    surgetank_unfinished_jobs{pipeline="orders"} %d
    """
        .formatted(in, out, in - out);
  }

  private static Response json(int status, ObjectNode body) {
    return new Response(status, JSON, Json.MAPPER.writeValueAsBytes(body));
  }

  private static Response text(String body) {
    return new Response(
        200, Map.of("Content-Type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
  }
}
