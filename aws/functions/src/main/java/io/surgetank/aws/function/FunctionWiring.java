package io.surgetank.aws.function;

import io.surgetank.aws.queue.QueueNames;
import io.surgetank.aws.queue.QueueOperations;
import io.surgetank.aws.queue.SqsMessageSender;
import io.surgetank.aws.table.BulkThrottle;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.aws.table.TableConfig;
import io.surgetank.core.api.Api;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.SecretSource;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.process.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Creates everything that a function needs from the settings. Only this class uses the wall clock
/// and creates a random source.
record FunctionWiring(
    FunctionSettings functionSettings,
    Pipelines pipelines,
    DynamoBackend dynamoBackend,
    QueueNames queueNames,
    QueueOperations queueOperations,
    Sources sources) {
  /// What a simulation replaces.
  ///
  /// @param log has the clock
  record Sources(JsonLog log, RandomGenerator random, Sleeper sleeper, Threads threads) {
    static Sources system(JsonLog log) {
      return new Sources(log, new SecureRandom(), Thread::sleep, Threads.SYSTEM);
    }
  }

  static FunctionWiring fromEnvironment() {
    var functionSettings = FunctionSettings.from(System.getenv());
    // Reading the configuration and creating the clients take about as long as each other, so they
    // run concurrently.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AwsClients> clients =
          threads.submit(() -> AwsClients.of(functionSettings.endpoints()));
      Pipelines pipelines =
          functionSettings
              .configuration()
              .map(FunctionWiring::read)
              .orElseGet(DefaultConfiguration::pipelines);
      var clock = new InvocationClock(InstantSource.system(), System::nanoTime);
      return of(functionSettings, pipelines, clients.get(), clock);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("cannot create the AWS clients", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", stopped);
    }
  }

  static FunctionWiring of(
      FunctionSettings functionSettings,
      Pipelines pipelines,
      AwsClients awsClients,
      InvocationClock clock) {
    var log = new JsonLog(functionSettings.stage(), clock, System.out::println);
    return of(functionSettings, pipelines, awsClients, log);
  }

  static FunctionWiring of(
      FunctionSettings functionSettings, Pipelines pipelines, AwsClients awsClients, JsonLog log) {
    return of(functionSettings, pipelines, awsClients, Sources.system(log));
  }

  static FunctionWiring of(
      FunctionSettings functionSettings,
      Pipelines pipelines,
      AwsClients awsClients,
      Sources sources) {
    var queueNames = QueueNames.of(functionSettings.queueUrlPrefix(), pipelines);
    var dependencies =
        new DynamoBackend.Dependencies(
            pipelines,
            sources.log().clock(),
            sources.random(),
            sources.sleeper(),
            BulkThrottle.FULL_SPEED,
            sources.log());
    var dynamoBackend =
        DynamoBackend.of(
            awsClients.dynamo(),
            TableConfig.of(functionSettings.table()),
            new SqsMessageSender(awsClients.sqs(), queueNames, sources.sleeper()),
            dependencies);
    var queueOperations = new QueueOperations(awsClients.sqs(), queueNames);
    return new FunctionWiring(
        functionSettings, pipelines, dynamoBackend, queueNames, queueOperations, sources);
  }

  InvocationClock clock() {
    return log().clock();
  }

  JsonLog log() {
    return sources.log();
  }

  /// The same with other clients and no log output.
  FunctionWiring over(AwsClients awsClients) {
    return of(
        functionSettings,
        pipelines,
        awsClients,
        new JsonLog(functionSettings.stage(), clock(), _ -> {}));
  }

  /// The pipeline that the queue of this name belongs to.
  Optional<Pipeline> pipelineOf(String queue) {
    return pipelines.all().stream().filter(one -> queueOf(one).equals(queue)).findFirst();
  }

  Pipeline requirePipeline(String queue) {
    return pipelineOf(queue)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The queue '%s' belongs to no pipeline of the configuration in this zip. Remove the event source mapping, or deploy the configuration that has the pipeline."
                    .formatted(queue)));
  }

  String queueOf(Pipeline pipeline) {
    return queueNames.name(pipeline.name());
  }

  Api api() {
    return dynamoBackend.api(log()::incident, version(), functionSettings.operatorToken());
  }

  AttemptExecutor attemptExecutor() {
    // Variables only: a function has no files other than those of its zip.
    SecretSource variables =
        (kind, name) ->
            kind == SecretSource.Kind.ENV
                ? Optional.ofNullable(System.getenv(name))
                : Optional.empty();
    var catalog =
        new HandlerCatalog(
            FunctionWiring.class.getClassLoader(), new JdkWebhookClient(), variables, clock());
    return AttemptExecutor.of(pipelines, catalog, sources);
  }

  private static String version() {
    @Nullable String version = FunctionWiring.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  /// Throws if the functions would ignore a part of the configuration that protects requests. The
  /// commands that create bundles refuse it, but a bundle may be of another origin.
  static Pipelines read(String name) {
    String yaml =
        file(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the zip has no such file (SURGETANK_CONFIGURATION): " + name));
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    return switch (ConfigurationReader.read(
        new ConfigurationSource(name, yaml, other -> file(folder + other)))) {
      case ConfigurationResult.Valid(var pipelines, var jwt) when jwt.isEmpty() -> pipelines;
      case ConfigurationResult.Valid _ ->
          throw new IllegalArgumentException(
              name
                  + ": access.jwt is not supported on AWS, where requests would need no token;"
                  + " deploy a configuration without it");
      case ConfigurationResult.Invalid(var violations) ->
          throw new IllegalArgumentException(violations.toString());
    };
  }

  private static Optional<String> file(String name) {
    try (InputStream stream = FunctionWiring.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) return Optional.empty();
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read " + name, unread);
    }
  }
}
