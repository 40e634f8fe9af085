package io.surgetank.local.account;

import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.descriptor.Descriptor;
import io.surgetank.descriptor.Reading;
import io.surgetank.descriptor.Source;
import io.surgetank.json.Json;
import io.surgetank.local.lambda.Bounds;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.Told;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.stack.Plan;
import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import io.surgetank.stack.Stacks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// The deployment zip, standing on this machine as it would on AWS, and a client for it.
final class Deployed implements AutoCloseable {
  static final String TOKEN = "an operator's token of the tests";

  /// A busy machine may take long to begin; that is not what these tests are about.
  private static final Bounds PATIENT =
      new Bounds(10, Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMillis(500));

  final List<Told> told = new CopyOnWriteArrayList<>();
  final LocalAws.Standing aws;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// The built-in pipelines.
  static Deployed builtIn(Path logs) throws InterruptedException {
    return new Deployed(logs, DefaultDescriptor.pipelines(), "", Map.of());
  }

  /// Pipelines of a user's, laid over the zip.
  static Deployed with(Path logs, Map<String, String> files) throws InterruptedException {
    String name = "own/surgetank.yaml";
    var overlay = new HashMap<String, String>();
    files.forEach((file, text) -> overlay.put("own/" + file, text));
    var source =
        new Source(
            name,
            String.valueOf(files.get("surgetank.yaml")),
            file -> Optional.ofNullable(files.get(file)));
    return switch (Descriptor.read(source)) {
      case Reading.Valid(var pipelines) -> new Deployed(logs, pipelines, name, overlay);
      case Reading.Faulty(var faults) -> throw new AssertionError(faults.toString());
    };
  }

  private Deployed(Path logs, Pipelines pipelines, String descriptor, Map<String, String> overlay)
      throws InterruptedException {
    var order =
        new Order(stack(pipelines, descriptor), PATIENT, 0, Optional.empty(), TOKEN, overlay, logs);
    var kit =
        Kit.builtIn(
            Path.of("..").toAbsolutePath().normalize(),
            Path.of(System.getProperty("java.home", "")));
    var surroundings =
        new Lambda.Surroundings(InstantSource.system(), new SecureRandom(), told::add);
    aws = LocalAws.start(order, kit, surroundings);
  }

  private static Stack stack(Pipelines pipelines, String descriptor) {
    var settings = StackSettings.of("local", "eu-central-1").withDescriptor(descriptor);
    return switch (Stacks.of(pipelines, settings)) {
      case Plan.Ready(var stack) -> stack;
      case Plan.Refused(var faults) -> throw new AssertionError(faults.toString());
    };
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(aws.url() + path));
    if (headers.length > 0) request.headers(headers);
    return client.send(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(aws.url() + path));
    if (headers.length > 0) request.headers(headers);
    return client.send(request.GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The job at this path once it stands at an end, or as it stands after three minutes.
  JsonNode ended(String location) throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    JsonNode job;
    do {
      job = Json.read(get(location, "Prefer", "wait=5").body());
    } while (!isEnd(job.path("status").asString()) && System.nanoTime() < until);
    return job;
  }

  private static boolean isEnd(String status) {
    return status.equals("PROCESSED") || status.equals("DEAD");
  }

  @Override
  public void close() {
    aws.close();
    client.shutdownNow();
  }
}
