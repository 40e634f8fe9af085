package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.local.lambda.EnvironmentEvent;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LambdaLimits;
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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/// The deployment zip, running on this machine as on AWS, and a client for it.
public final class Deployed implements AutoCloseable {
  static final String TOKEN = "an operator's token of the tests";

  /// A busy machine may take long to start functions, which these tests do not check.
  private static final LambdaLimits LIMITS =
      new LambdaLimits(10, Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMillis(500));

  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  final List<EnvironmentEvent> events = new CopyOnWriteArrayList<>();
  final Stack stack;
  final String token;
  final LocalAws.Running aws;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// The built-in pipelines.
  static Deployed builtIn(Path logs) throws InterruptedException {
    return of(logs, stack(DefaultConfiguration.pipelines(), ""));
  }

  /// A stack that is already deployed.
  static Deployed of(Path logs, Stack stack) throws InterruptedException {
    return new Deployed(logs, stack, Map.of());
  }

  /// The same with another zip.
  static Deployed of(Path logs, Stack stack, Path zip) throws InterruptedException {
    Artifacts built = artifacts();
    return new Deployed(
        logs, stack, Map.of(), new Artifacts(built.java(), zip, built.runtime(), built.emulator()));
  }

  /// Pipelines of a user, in addition to the zip.
  static Deployed with(Path logs, Map<String, String> files) throws InterruptedException {
    return with(logs, files, (_, stack) -> stack);
  }

  /// The same in a changed stack.
  static Deployed with(
      Path logs, Map<String, String> files, BiFunction<Pipelines, Stack, Stack> change)
      throws InterruptedException {
    String name = "own/surgetank.yaml";
    var overlay = new HashMap<String, String>();
    files.forEach((file, text) -> overlay.put("own/" + file, text));
    var configurationSource =
        new ConfigurationSource(
            name,
            String.valueOf(files.get("surgetank.yaml")),
            file -> Optional.ofNullable(files.get(file)));
    return switch (ConfigurationReader.read(configurationSource)) {
      case ConfigurationResult.Valid(var pipelines, _) ->
          new Deployed(logs, change.apply(pipelines, stack(pipelines, name)), overlay);
      case ConfigurationResult.Invalid(var violations) ->
          throw new AssertionError(violations.toString());
    };
  }

  private Deployed(Path logs, Stack stack, Map<String, String> overlay)
      throws InterruptedException {
    this(logs, stack, overlay, artifacts());
  }

  private Deployed(Path logs, Stack stack, Map<String, String> overlay, Artifacts artifacts)
      throws InterruptedException {
    this.stack = stack;
    token = token(stack);
    var localAwsConfig =
        new LocalAwsConfig(stack, LIMITS, 0, Optional.empty(), token, overlay, logs);
    var dependencies =
        new Lambda.Dependencies(InstantSource.system(), new SecureRandom(), events::add);
    aws = LocalAws.start(localAwsConfig, artifacts, dependencies);
  }

  private static Artifacts artifacts() {
    return Artifacts.builtIn(Infra.root(), Path.of(System.getProperty("java.home", "")));
  }

  /// The receiver's token, where the stack contains it.
  private static String token(Stack stack) {
    String value =
        stack
            .function(stack.functionRef(FunctionRef.RECEIVER))
            .map(receiver -> receiver.environment().get("SURGETANK_OPERATOR_TOKEN"))
            .orElse(LambdaFunction.SECRET);
    return value.equals(LambdaFunction.SECRET) ? TOKEN : value;
  }

  private static Stack stack(Pipelines pipelines, String configuration) {
    var settings = StackSettings.of("local", "eu-central-1").withConfiguration(configuration);
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(var stack) -> stack;
      case StackResult.Refused(var violations) -> throw new AssertionError(violations.toString());
    };
  }

  /// An operator's request; a body makes it a POST.
  JsonNode operate(String path, String... body) throws IOException, InterruptedException {
    String[] headers = {"Authorization", "Bearer " + token, "Content-Type", "application/json"};
    var reply =
        body.length == 0
            ? get("/ops/v1/" + path, headers)
            : post("/ops/v1/" + path, String.join("", body), headers);
    assertThat(reply.statusCode()).as(path + reply.body() + events).isEqualTo(200);
    return Json.read(reply.body());
  }

  /// Submits a job and returns its location.
  String accepted(String path, String body) throws IOException, InterruptedException {
    var reply = post(path, body, "Content-Type", "application/json");
    assertThat(reply.statusCode()).as(path + reply.body() + events).isEqualTo(202);
    return reply.headers().firstValue("Location").orElseThrow();
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(aws.url() + path)).DELETE().build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
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

  /// The job at this path once it is in an end state, or as it is after three minutes.
  public JsonNode ended(String location) throws IOException, InterruptedException {
    return at(location, Set.of("PROCESSED", "DEAD"));
  }

  /// The job at this path once its first attempt has failed and it waits for the next.
  JsonNode retrying(String location) throws IOException, InterruptedException {
    return at(location, Set.of("RETRYING"));
  }

  private JsonNode at(String location, Set<String> statuses)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + TIMEOUT.toNanos();
    JsonNode job;
    do {
      job = Json.read(get(location, "Prefer", "wait=1").body());
    } while (!statuses.contains(job.path("status").asString()) && System.nanoTime() < until);
    return job;
  }

  /// Polls until the condition holds, for at most three minutes.
  void until(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TIMEOUT.toNanos();
    var never = new CountDownLatch(1);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(events.toString()).isLessThan(until);
      var _ = never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    aws.close();
    client.shutdownNow();
  }
}
