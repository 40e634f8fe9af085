package io.surgetank.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.surgetank.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// The server to which the handler `http` sends jobs: records their order, and the highest number
/// of concurrent requests of an account.
///
/// A job has an `account`, a number `n`, and how often it `fails` before it succeeds.
final class ReceivedWebhooks implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Integer>> numbers = new HashMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private final CountDownLatch accounts;
  private int maxConcurrencyOfAccount;
  private boolean alwaysSucceeds;

  /// The first job of each account waits for the first of all others, which would block if keys
  /// waited for each other.
  ReceivedWebhooks(int accounts) throws IOException {
    this.accounts = new CountDownLatch(accounts);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// The numbers of an account's jobs, one for each attempt, in order of starting.
  synchronized List<Integer> numbers(String account) {
    return List.copyOf(numbers.getOrDefault(account, List.of()));
  }

  synchronized int maxConcurrencyOfAccount() {
    return maxConcurrencyOfAccount;
  }

  /// From now on all requests succeed.
  synchronized void succeedAlways() {
    alwaysSucceeds = true;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode job = Json.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      String account = job.path("account").asString();
      boolean succeeds = begin(account, job);
      boolean allStarted = accounts.await(60, TimeUnit.SECONDS);
      // Long enough to observe a concurrent request of the account.
      var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      end(account);
      exchange.sendResponseHeaders(succeeds && allStarted ? 204 : 500, -1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean begin(String account, JsonNode job) {
    List<Integer> before = numbers.computeIfAbsent(account, _ -> new ArrayList<>());
    if (before.isEmpty()) accounts.countDown();
    int n = job.path("n").asInt();
    long attempts = before.stream().filter(one -> one == n).count();
    before.add(n);
    maxConcurrencyOfAccount =
        Math.max(maxConcurrencyOfAccount, running.merge(account, 1, Integer::sum));
    return alwaysSucceeds || attempts >= job.path("fails").asInt();
  }

  private synchronized void end(String account) {
    running.merge(account, -1, Integer::sum);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
