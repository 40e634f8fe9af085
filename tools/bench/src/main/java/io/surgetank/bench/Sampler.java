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

/// Samples the time from accept to stored: sends orders and polls until they are processed. Each
/// interval is 15 % longer than the last, so that polling is no load; that is the error of a
/// sample.
record Sampler(BenchServer benchServer, HttpClient client) implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final Duration SEND_INTERVAL = Duration.ofMillis(40);
  private static final Duration FIRST_POLL = Duration.ofNanos(300_000);
  private static final double POLL_FACTOR = 1.15;

  /// Samples that time out are reported as lower bounds.
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  static Sampler of(BenchServer benchServer) {
    return new Sampler(
        benchServer, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  LatencySamples sample(Duration time) {
    // Not counted: the first contender's would include loading the client's classes.
    var _ = awaitProcessed(send(), System.nanoTime());
    long until = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<LatencySamples>> tasks = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) tasks.add(() -> client(until));
      var parts = new ArrayList<LatencySamples>();
      for (var each : threads.invokeAll(tasks)) parts.add(each.get());
      return LatencySamples.all(parts);
    } catch (InterruptedException interrupted) {
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
      Polling.of(SEND_INTERVAL);
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
    double wait = FIRST_POLL.toNanos();
    while (System.nanoTime() - start < TIMEOUT.toNanos()) {
      Polling.of(Duration.ofNanos((long) wait));
      if (exchange(request).body().contains("\"PROCESSED\"")) return true;
      wait *= POLL_FACTOR;
    }
    return false;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException("a sample got no response", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
