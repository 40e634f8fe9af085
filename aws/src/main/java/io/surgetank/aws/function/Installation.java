package io.surgetank.aws.function;

import io.surgetank.api.Api;
import io.surgetank.api.ApiParts;
import io.surgetank.api.Health;
import io.surgetank.aws.queue.Mailbox;
import io.surgetank.aws.queue.Queues;
import io.surgetank.aws.queue.SqsSending;
import io.surgetank.aws.table.Layout;
import io.surgetank.aws.table.Pacing;
import io.surgetank.aws.table.Tank;
import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.descriptor.Descriptor;
import io.surgetank.descriptor.Reading;
import io.surgetank.descriptor.Source;
import io.surgetank.handler.HandlerCatalog;
import io.surgetank.handler.SecretSource;
import io.surgetank.job.JobIds;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
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
import org.jspecify.annotations.Nullable;

/// Who gets what: everything a function needs, put together from the settings. The wall clock and
/// chance come in here and nowhere else.
record Installation(
    Settings settings,
    Pipelines pipelines,
    Tank tank,
    Queues queues,
    Mailbox mailbox,
    InstantSource clock,
    SecureRandom random,
    JsonLog log) {
  static Installation fromEnvironment() {
    var settings = Settings.from(System.getenv());
    // Reading the descriptor and making the clients take about as long, and neither needs the
    // other.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Clients> clients = threads.submit(() -> Clients.of(settings.endpoints()));
      Pipelines pipelines =
          settings.descriptor().map(Installation::read).orElseGet(DefaultDescriptor::pipelines);
      return of(settings, pipelines, clients.get(), InstantSource.system());
    } catch (ExecutionException unmade) {
      throw new IllegalStateException("the clients of AWS cannot be made", unmade.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", stopped);
    }
  }

  static Installation of(
      Settings settings, Pipelines pipelines, Clients clients, InstantSource clock) {
    var log = new JsonLog(settings.stage(), clock, System.out::println);
    return of(settings, pipelines, clients, log);
  }

  static Installation of(Settings settings, Pipelines pipelines, Clients clients, JsonLog log) {
    var random = new SecureRandom();
    var queues = Queues.of(settings.queueUrlPrefix(), pipelines);
    var around =
        new Tank.Surroundings(
            pipelines, log.clock(), random, Thread::sleep, Pacing.FULL_SPEED, log);
    var tank =
        Tank.of(
            clients.dynamo(),
            Layout.of(settings.table()),
            new SqsSending(clients.sqs(), queues, Thread::sleep),
            around);
    var mailbox = new Mailbox(clients.sqs(), queues);
    return new Installation(settings, pipelines, tank, queues, mailbox, log.clock(), random, log);
  }

  /// The same over other clients, saying nothing.
  Installation over(Clients clients) {
    return of(settings, pipelines, clients, new JsonLog(settings.stage(), clock, _ -> {}));
  }

  /// Which pipeline the queue of this name belongs to.
  Optional<Pipeline> pipelineOf(String queue) {
    return pipelines.all().stream().filter(one -> queueOf(one).equals(queue)).findFirst();
  }

  String queueOf(Pipeline pipeline) {
    return queues.name(pipeline.name());
  }

  Api api() {
    return new Api(
        new ApiParts(
            pipelines,
            tank.jobs(),
            tank.deadLetters(),
            tank.ledger(),
            new JobIds(clock, random),
            clock,
            System::nanoTime,
            Health.Ready::new,
            (instance, cause) -> log.note("Incident", instance + " " + cause),
            version(),
            settings.operatorToken()));
  }

  Workers workers() {
    // Only variables: a function has no files but those of its zip.
    SecretSource variables =
        (kind, name) ->
            kind == SecretSource.Kind.ENV
                ? Optional.ofNullable(System.getenv(name))
                : Optional.empty();
    var catalog =
        new HandlerCatalog(Installation.class.getClassLoader(), new Outgoing(), variables, clock);
    return Workers.of(pipelines, catalog, random, Thread::sleep);
  }

  private static String version() {
    @Nullable String version = Installation.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  private static Pipelines read(String name) {
    String yaml =
        file(name)
            .orElseThrow(() ->
                new IllegalArgumentException("SURGETANK_DESCRIPTOR is not in the zip: " + name));
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    return switch (Descriptor.read(new Source(name, yaml, other -> file(folder + other)))) {
      case Reading.Valid(var pipelines) -> pipelines;
      case Reading.Faulty(var faults) -> throw new IllegalArgumentException(faults.toString());
    };
  }

  private static Optional<String> file(String name) {
    try (InputStream stream = Installation.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) return Optional.empty();
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unread) {
      throw new UncheckedIOException(name + " cannot be read", unread);
    }
  }
}
