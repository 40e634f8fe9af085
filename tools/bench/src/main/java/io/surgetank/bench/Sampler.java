package io.surgetank.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Sends an order now and then and looks until it is worked: what a client sees of
/// accept-to-stored. It looks seldomer the longer it takes (each wait 15 % longer than the last),
/// so that looking is no load; a time is right to that.
record Sampler(BenchServer benchServer, HttpClient client) implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final Duration PACE = Duration.ofMillis(40);
  private static final Duration FIRST_LOOK = Duration.ofNanos(300_000);
  private static final double SLOWER = 1.15;

  /// Longer waits are told as "at least".
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  static Sampler of(BenchServer benchServer) {
    return new Sampler(
        benchServer, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  LatencySamples sample(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<LatencySamples>> tasks = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) tasks.add(() -> client(until));
      var found = new ArrayList<LatencySamples>();
      for (var each : threads.invokeAll(tasks)) found.add(each.get());
      return LatencySamples.all(found);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return new LatencySamples(List.of(), 0);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("sampling failed", failed);
    }
  }

  private LatencySamples client(long until) {
    var millis = new ArrayList<Double>();
    int unfinished = 0;
    while (System.nanoTime() < until) {
      long start = System.nanoTime();
      if (!awaitProcessed(send(), start)) unfinished++;
      millis.add((System.nanoTime() - start) / 1e6);
      Polling.of(PACE);
    }
    return new LatencySamples(millis, unfinished);
  }

  private URI send() {
    String order =
        "{\"productId\":\"sample\",\"quantity\":3,\"customerEmail\":\"someone@example.com\",\"unitPrice\":100.00}";
    var request =
        HttpRequest.newBuilder(benchServer.url("/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order));
    var response = exchange(request.build());
    return benchServer.url(response.headers().firstValue("Location").orElseThrow());
  }

  private boolean awaitProcessed(URI job, long start) {
    var request = HttpRequest.newBuilder(job).build();
    double wait = FIRST_LOOK.toNanos();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      Polling.of(Duration.ofNanos((long) wait));
      if (exchange(request).body().contains("\"PROCESSED\"")) return true;
      wait *= SLOWER;
    }
    return false;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException unanswered) {
      throw new UncheckedIOException("a sample got no answer", unanswered);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", ended);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
