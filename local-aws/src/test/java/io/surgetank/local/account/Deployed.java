package io.surgetank.local.account;

import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.json.Json;
import io.surgetank.local.lambda.Bounds;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.Told;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// The deployment zip, standing on this machine as it would on AWS, and a client for it.
final class Deployed implements AutoCloseable {
  static final String TOKEN = "an operator's token of the tests";

  final List<Told> told = new CopyOnWriteArrayList<>();
  final LocalAws.Standing aws;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Deployed(Path logs) throws InterruptedException {
    var order = new Order(stack(), Bounds.DEFAULT, 0, Optional.empty(), TOKEN, Map.of(), logs);
    var kit =
        Kit.builtIn(
            Path.of("..").toAbsolutePath().normalize(),
            Path.of(System.getProperty("java.home", "")));
    var surroundings =
        new Lambda.Surroundings(InstantSource.system(), new SecureRandom(), told::add);
    aws = LocalAws.start(order, kit, surroundings);
  }

  static Stack stack() {
    return switch (Stacks.of(
        DefaultDescriptor.pipelines(), StackSettings.of("local", "eu-central-1"))) {
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

  JsonNode job(String location) throws IOException, InterruptedException {
    return Json.read(get(location, "Prefer", "wait=20").body());
  }

  @Override
  public void close() {
    aws.close();
    client.shutdownNow();
  }
}
