package io.surgetank.local.stack;

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

/// Whom the handler `http` pushes jobs to: writes down in which order they came, and how many of an
/// account were with it at once.
///
/// A job says its `account`, its number `n`, and how often it `fails` before it is well.
final class ReceivedWebhooks implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Integer>> came = new HashMap<>();
  private final Map<String, Integer> inHand = new HashMap<>();
  private final CountDownLatch accounts;
  private int mostOfOneAccount;
  private boolean forgives;

  /// The first job of each account waits for the first of all others: keys do not wait for each
  /// other, or nothing goes on.
  ReceivedWebhooks(int accounts) throws IOException {
    this.accounts = new CountDownLatch(accounts);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::keep);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// The numbers of an account's jobs, one for each attempt, in the order in which they began.
  synchronized List<Integer> came(String account) {
    return List.copyOf(came.getOrDefault(account, List.of()));
  }

  synchronized int mostOfOneAccount() {
    return mostOfOneAccount;
  }

  /// From now on everything is well.
  synchronized void forgive() {
    forgives = true;
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode job = Json.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      String account = job.path("account").asString();
      boolean isWell = begin(account, job);
      boolean isMet = accounts.await(60, TimeUnit.SECONDS);
      // Long enough for another of the account to be seen beside it.
      var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      end(account);
      exchange.sendResponseHeaders(isWell && isMet ? 204 : 500, -1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean begin(String account, JsonNode job) {
    List<Integer> before = came.computeIfAbsent(account, _ -> new ArrayList<>());
    if (before.isEmpty()) accounts.countDown();
    int n = job.path("n").asInt();
    long attempts = before.stream().filter(one -> one == n).count();
    before.add(n);
    mostOfOneAccount = Math.max(mostOfOneAccount, inHand.merge(account, 1, Integer::sum));
    return forgives || attempts >= job.path("fails").asInt();
  }

  private synchronized void end(String account) {
    inHand.merge(account, -1, Integer::sum);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
