package io.surgetank.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.surgetank.core.json.Json;
import io.surgetank.load.send.ServerUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import tools.jackson.core.JacksonException;

/// A server that accepts everything and gives the nth job the status that the test chooses, or
/// loses it.
final class JobLosingServer implements AutoCloseable {
  /// In place of a status: the job is lost.
  static final String LOST = "";

  private final HttpServer server;
  private final LongFunction<String> statuses;
  private final AtomicLong count = new AtomicLong();
  private final ConcurrentSkipListMap<String, String> jobs = new ConcurrentSkipListMap<>();
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  private JobLosingServer(HttpServer server, LongFunction<String> statuses) {
    this.server = server;
    this.statuses = statuses;
  }

  static JobLosingServer with(LongFunction<String> statuses) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    var losing = new JobLosingServer(server, statuses);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/jobs", losing::answer);
    server.start();
    return losing;
  }

  static String id(long n) {
    return "00000000-0000-7000-8000-%012d".formatted(n);
  }

  ServerUrl target() {
    return ServerUrl.parse("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) submit(exchange);
      else if (exchange.getRequestURI().getPath().equals("/jobs")) list(exchange);
      else show(exchange);
    }
  }

  private void submit(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      Json.read(body);
    } catch (JacksonException notJson) {
      reply(exchange, 400, "{\"type\":\"urn:surgetank:problem:invalid\"}");
      return;
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    var fresh = new ArrayList<String>();
    String id = key == null ? add(fresh) : keys.computeIfAbsent(key, _ -> add(fresh));
    if (fresh.isEmpty()) exchange.getResponseHeaders().set("Idempotency-Replayed", "true");
    exchange.getResponseHeaders().set("Location", "/jobs/" + id);
    reply(exchange, 202, "{}");
  }

  private String add(List<String> fresh) {
    long n = count.incrementAndGet();
    String status = statuses.apply(n);
    if (!status.equals(LOST)) jobs.put(id(n), status);
    fresh.add(id(n));
    return id(n);
  }

  private void list(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String cursor = query.contains("cursor=") ? query.substring(query.indexOf("cursor=") + 7) : "z";
    var page = new TreeMap<>(jobs.headMap(cursor)).descendingMap();
    var body = Json.MAPPER.createObjectNode();
    var list = body.putArray("jobs");
    page.entrySet().stream()
        .limit(200)
        .forEach(job -> list.addObject().put("id", job.getKey()).put("status", job.getValue()));
    if (list.size() == 200)
      body.put("next", "/jobs?cursor=" + list.get(199).path("id").stringValue());
    reply(exchange, 200, Json.write(body));
  }

  private void show(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String status = jobs.get(path.substring("/jobs/".length()));
    if (status == null) reply(exchange, 404, "{}");
    else reply(exchange, 200, "{\"status\":\"" + status + "\"}");
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
