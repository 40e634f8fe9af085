package io.surgetank.app;

import io.surgetank.api.Api;
import io.surgetank.api.ApiParts;
import io.surgetank.command.AwsPlace;
import io.surgetank.command.DescriptorSource;
import io.surgetank.command.Installation;
import io.surgetank.command.LocalAwsInstallation;
import io.surgetank.command.ReleaseInstallation;
import io.surgetank.command.ServeSettings;
import io.surgetank.command.Tempo;
import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.descriptor.Descriptor;
import io.surgetank.descriptor.Reading;
import io.surgetank.descriptor.Source;
import io.surgetank.engine.pool.Station;
import io.surgetank.engine.pool.WorkerPool;
import io.surgetank.engine.sqlite.SqliteEngine;
import io.surgetank.engine.sqlite.Surroundings;
import io.surgetank.handler.SimulatedHandler;
import io.surgetank.home.DataFolder;
import io.surgetank.http.HttpServer;
import io.surgetank.http.HttpSettings;
import io.surgetank.job.JobIds;
import io.surgetank.load.shape.Pace;
import io.surgetank.log.EventLines;
import io.surgetank.log.Lines;
import io.surgetank.log.SystemLines;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.setup.Condition;
import io.surgetank.setup.DescriptorFiles;
import io.surgetank.setup.Examples;
import io.surgetank.setup.Handlers;
import io.surgetank.setup.Housekeeping;
import io.surgetank.setup.Opening;
import io.surgetank.setup.Recovered;
import io.surgetank.setup.Sentences;
import io.surgetank.setup.Serving;
import io.surgetank.setup.StopReport;
import io.surgetank.work.Worker;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Who gets what: descriptor, handlers, engine, API, server, workers, in this order.
public final class Wiring implements Installation {
  private static final Logger LOG = System.getLogger("io.surgetank.incident");
  private static final InstantSource CLOCK = InstantSource.system();

  /// How long attempts that run may go on when the server stops; with all else that is under 5 s.
  private static final Duration GRACE = Duration.ofMillis(2_500);

  /// Leases and records may end this much late.
  private static final Duration TURN = Duration.ofSeconds(2);

  /// Ids and tokens must not be guessed. Safe for many threads.
  private final SecureRandom unguessable = new SecureRandom();

  /// Spreads retries. Safe for many threads.
  private final RandomGenerator chance = new Random();

  @Override
  public Start start(ServeSettings settings, Consumer<Greeting> greet, OutputStream log) {
    var opened = new Opening();
    try {
      return switch (described(settings.descriptor(), settings.classpath(), opened)) {
        case DescribedWiring.Faulty(var faults) -> {
          opened.close();
          yield new Start.Refused(faults.stream().map(Fault::told).toList());
        }
        case DescribedWiring.Valid valid -> new Start.Up(up(settings, valid, opened, greet, log));
      };
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      opened.close();
      return new Start.Refused(List.of(Sentences.of(unusable)));
    }
  }

  private Running up(
      ServeSettings settings,
      DescribedWiring.Valid described,
      Opening opened,
      Consumer<Greeting> greet,
      OutputStream log) {
    var pipelines = described.pipelines();
    var lines = opened.add(new Lines(settings.log(), CLOCK, log));
    SystemLines.install(lines);
    var events = new Recovered(new EventLines(lines));
    var surroundings = Surroundings.of(CLOCK, events, settings.data());
    var stop = opened.add(new StopReport(lines, System::nanoTime));
    var engine = opened.add(SqliteEngine.open(settings.data(), pipelines, surroundings));
    opened.add(() -> stop.count(engine.ledger()));
    opened.add(new Housekeeping(TURN, engine::turn));
    var folder = new DataFolder(settings.data());
    var token = folder.token(unguessable);
    var condition = new Condition(engine::isWritable, engine::conditions);
    var api = api(pipelines, engine, condition, token);
    var server =
        HttpServer.start(
            new HttpSettings(settings.host(), settings.port(), settings.allowedHosts()),
            api,
            CLOCK);
    var pool = new WorkerPool(engine.queue(), stations(described), System::nanoTime);
    opened.add(Opening.together(List.of(server, () -> pool.stop(GRACE))));
    pool.start();
    folder.announce(new DataFolder.RunningServer(server.url(), ProcessHandle.current().pid()));
    var greeting =
        new Greeting(
            server.url(),
            token,
            settings.data(),
            routes(pipelines),
            events.sentence(engine.unserved()));
    greet.accept(greeting);
    lines.begin();
    return new Serving(greeting, folder, condition, stop, opened);
  }

  private List<Station> stations(DescribedWiring.Valid described) {
    return described.pipelines().all().stream()
        .map(pipeline -> new Station(pipeline, worker(pipeline, described.handlers())))
        .toList();
  }

  private Worker worker(Pipeline pipeline, Handlers handlers) {
    var handler =
        SimulatedHandler.around(handlers.of(pipeline), pipeline.work().simulate(), Thread::sleep);
    return new Worker(pipeline, handler, chance);
  }

  private Api api(Pipelines pipelines, SqliteEngine engine, Condition condition, String token) {
    return new Api(
        new ApiParts(
            pipelines,
            engine.jobs(),
            engine.deadLetters(),
            engine.ledger(),
            new JobIds(CLOCK, unguessable, engine.lastSequence()),
            CLOCK,
            System::nanoTime,
            condition,
            (incident, cause) -> LOG.log(Logger.Level.ERROR, incident, cause),
            version(),
            token));
  }

  private static DescribedWiring described(
      DescriptorSource source, List<Path> classpath, Opening opened) {
    return DescribedWiring.of(source, classpath, opened, CLOCK);
  }

  @Override
  public Check check(DescriptorSource source, List<Path> classpath) {
    try (var opened = new Opening()) {
      return switch (described(source, classpath, opened)) {
        case DescribedWiring.Faulty(var faults) -> new Check.Faulty(faults);
        case DescribedWiring.Valid(var pipelines, _) ->
            new Check.Valid(pipelines, routes(pipelines));
      };
    }
  }

  @Override
  public Source source(Path descriptor) {
    return DescriptorFiles.read(descriptor);
  }

  @Override
  public Reach reach(AwsPlace place, Tempo tempo) {
    try {
      return switch (Descriptor.read(DescribedWiring.source(place.descriptor()))) {
        case Reading.Faulty(var faults) ->
            new Reach.Unusable(
                faults.stream().map(DescribedWiring::fault).map(Fault::told).toList());
        case Reading.Valid(var pipelines) ->
            new Reach.Reached(
                new AwsWiring(CLOCK, unguessable, version()).way(place, pipelines, tempo));
      };
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      return new Reach.Unusable(List.of(Sentences.of(unusable)));
    }
  }

  @Override
  public Map<String, String> builtInFiles() {
    return DescriptorFiles.builtIn(DefaultDescriptor.pipelines());
  }

  @Override
  public String version() {
    return Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
        .orElse("unpacked");
  }

  @Override
  public Pace pace() {
    return new RealPace();
  }

  @Override
  public ReleaseInstallation release() {
    return new ReleaseWiring(unguessable);
  }

  @Override
  public LocalAwsInstallation localAws() {
    return new LocalAwsWiring();
  }

  private static List<Route> routes(Pipelines pipelines) {
    return pipelines.all().stream().map(Wiring::route).toList();
  }

  static Route route(Pipeline pipeline) {
    return new Route(
        pipeline.name().value(),
        pipeline.intake().path(),
        pipeline.work().handler().name(),
        Examples.retry(pipeline.retry()),
        Examples.body(pipeline));
  }
}
