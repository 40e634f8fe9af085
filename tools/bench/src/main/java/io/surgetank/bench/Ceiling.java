package io.surgetank.bench;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.http.HttpDependencies;
import io.surgetank.http.HttpServer;
import io.surgetank.http.ListenSettings;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The server with a store that stores nothing: an upper bound for every store.
final class Ceiling {
  private Ceiling() {}

  public static void main(String[] args) throws InterruptedException {
    var orders = DefaultConfiguration.pipelines().all().getFirst();
    var pipelines = new Pipelines(java.util.List.of(orders));
    var clock = InstantSource.system();
    var nullStore = new NullStore(orders.name());
    var api =
        new Api(
            new ApiParts(
                pipelines,
                nullStore,
                nullStore,
                nullStore,
                new JobIds(clock, new SecureRandom()),
                clock,
                System::nanoTime,
                HealthStatus.Ready::new,
                (_, unexpected) -> System.err.println(unexpected),
                "ceiling",
                AccessSettings.ofToken("no operator")));
    int port = Integer.parseInt(args[0]);
    var _ =
        HttpServer.start(
            new ListenSettings("127.0.0.1", port),
            HttpDependencies.of(api, clock, System.err::println));
    Thread.currentThread().join();
  }
}
