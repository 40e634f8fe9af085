package io.surgetank.cli.main;

import io.surgetank.cli.command.AwsTarget;
import io.surgetank.cli.command.BulkRate;
import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.DeploymentRuntime;
import io.surgetank.cli.command.LocalAwsRuntime;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.command.StoreRuntime;
import io.surgetank.cli.datadir.KeyFile;
import io.surgetank.cli.datadir.MountPoints;
import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.cli.log.EventLogger;
import io.surgetank.cli.log.LibraryLogHandler;
import io.surgetank.cli.log.LogFormat;
import io.surgetank.cli.server.Closers;
import io.surgetank.cli.server.ConfigurationFiles;
import io.surgetank.cli.server.DescriptorMonitor;
import io.surgetank.cli.server.ErrorMessages;
import io.surgetank.cli.server.NewStoreCheck;
import io.surgetank.cli.server.PeriodicTask;
import io.surgetank.cli.server.PipelineDescriptions;
import io.surgetank.cli.server.ProcessLedger;
import io.surgetank.cli.server.RecoveryReport;
import io.surgetank.cli.server.ServerHandle;
import io.surgetank.cli.server.ServerHealth;
import io.surgetank.cli.server.ShutdownReport;
import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.SignInListener;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.lifecycle.Closer;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.http.HttpDependencies;
import io.surgetank.http.HttpServer;
import io.surgetank.http.ListenSettings;
import io.surgetank.load.profile.LoadClock;
import io.surgetank.runtime.worker.WorkerPool;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.NativeLibrary;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
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
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Creates the parts of a server in this order: configuration, handlers, engine, API, HTTP server,
/// workers.
public final class Wiring implements CommandRuntime {
  private static final Logger LOG = System.getLogger("io.surgetank.incident");
  private static final InstantSource CLOCK = InstantSource.system();

  /// Time for running attempts to end when the server stops; a whole stop is under 5 s.
  private static final Duration GRACE = Duration.ofMillis(2_500);

  /// Leases and records expire at most this late.
  private static final Duration MAINTENANCE_INTERVAL = Duration.ofSeconds(2);

  /// A crash loses at most this much of the last uses of keys.
  private static final Duration KEY_USE_INTERVAL = Duration.ofMinutes(1);

  /// For ids, tokens and keys, which must not be guessed. Thread-safe.
  private final SecureRandom secureRandom = new SecureRandom();

  /// For the jitter of retries. Thread-safe.
  private final RandomGenerator random = new Random();

  @Override
  public Start start(ServeSettings settings, Consumer<Greeting> greet, OutputStream log) {
    var opened = Closers.logging();
    try {
      return switch (configured(settings.configuration(), settings.classpath(), opened)) {
        case LoadedConfiguration.Invalid(var errors) -> {
          opened.close();
          yield new Start.Refused(errors.stream().map(ConfigError::message).toList());
        }
        case LoadedConfiguration.Valid valid ->
            new Start.Up(up(settings, valid, opened, greet, log));
      };
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      opened.close();
      return new Start.Refused(List.of(ErrorMessages.of(unusable)));
    }
  }

  private Running up(
      ServeSettings settings,
      LoadedConfiguration.Valid configured,
      Closer opened,
      Consumer<Greeting> greet,
      OutputStream log) {
    var httpSettings =
        new ListenSettings(settings.host(), settings.port(), settings.allowedHosts());
    // Before the store, so that a refused start does not create one.
    var tls = TlsWiring.of(settings.tls(), CLOCK);
    var jwt = JwtWiring.of(configured.jwt(), CLOCK);
    HttpServer.checkAddress(httpSettings);
    boolean isNew = !SqliteEngine.exists(settings.data());
    if (isNew)
      new NewStoreCheck(settings.missingStore(), MountPoints.ofSystem()).require(settings.data());
    var pipelines = ServedPipelines.of(settings.configuration(), configured.pipelines());
    var asyncLogWriter = opened.add(new AsyncLogWriter(settings.log(), CLOCK, log));
    LibraryLogHandler.install(asyncLogWriter);
    tls.start().begin(asyncLogWriter, opened);
    jwt.start().begin(asyncLogWriter, opened);
    var events = new RecoveryReport(new EventLogger(asyncLogWriter));
    var engineDependencies = EngineDependencies.of(CLOCK, events, settings.data());
    var stop = opened.add(new ShutdownReport(asyncLogWriter, System::nanoTime));
    var engine = opened.add(SqliteEngine.open(settings.data(), pipelines, engineDependencies));
    if (isNew) asyncLogWriter.storeCreated(settings.data().toAbsolutePath().normalize());
    opened.add(() -> stop.count(engine.ledger()));
    var descriptors = DescriptorMonitor.ofThisProcess(asyncLogWriter);
    opened.add(new PeriodicTask(MAINTENANCE_INTERVAL, engine::runOnce));
    opened.add(new PeriodicTask(MAINTENANCE_INTERVAL, descriptors::check));
    var folder = new ServerFiles(settings.data());
    var token = folder.token(secureRandom);
    var keys = KeyFile.in(settings.data());
    folder.filesOpenToOthers().forEach(asyncLogWriter::fileOpenToOthers);
    opened.add(new PeriodicTask(KEY_USE_INTERVAL, keys::storeUses));
    opened.add(keys::storeUses);
    var access = new AccessWiring(settings.anonymousAccess(), keys, jwt.verifier());
    var serverHealth =
        new ServerHealth(
            engine::isWritable,
            engine::conditions,
            List.of(descriptors::condition, jwt.condition()));
    var api =
        api(
            pipelines,
            engine,
            new Monitoring(
                serverHealth,
                List.of(descriptors::gauges, tls.gauges(), jwt.gauges()),
                asyncLogWriter::signInRefused),
            access.settings(token, CLOCK, secureRandom));
    var server =
        HttpServer.start(
            httpSettings,
            HttpDependencies.of(api, CLOCK, FatalErrors::endProcess)
                .with(tls.security())
                .with(settings.proxies()));
    var pool = new WorkerPool(engine.queue(), handlerRunners(configured), System::nanoTime);
    opened.add(Closers.together(List.of(server, () -> pool.stop(GRACE))));
    pool.start();
    folder.announce(tls.announcement(server.url()));
    var greeting =
        new Greeting(
            server.url(),
            token,
            settings.data(),
            routes(pipelines),
            isNew ? RecoveryReport.created(settings.data()) : events.sentence(engine.unserved()),
            access.granted());
    // A person reads the banner first; who reads JSON reads events in their order.
    if (settings.log().format() == LogFormat.JSON) asyncLogWriter.writeWaiting();
    greet.accept(greeting);
    asyncLogWriter.begin();
    return new ServerHandle(greeting, folder, serverHealth, stop, opened);
  }

  private List<HandlerRunner> handlerRunners(LoadedConfiguration.Valid configured) {
    return configured.pipelines().all().stream()
        .map(pipeline -> configured.handlers().runner(pipeline, random, Thread::sleep))
        .toList();
  }

  private record Monitoring(
      ServerHealth health, List<Supplier<List<Ledger.Gauge>>> gauges, SignInListener signIns) {}

  private Api api(
      Pipelines pipelines, SqliteEngine engine, Monitoring monitoring, AccessSettings access) {
    return new Api(
        new ApiParts(
            pipelines,
            engine.jobs(),
            engine.deadLetters(),
            new ProcessLedger(engine.ledger(), monitoring.gauges()),
            new JobIds(CLOCK, secureRandom, engine.lastSequence()),
            CLOCK,
            System::nanoTime,
            monitoring.health(),
            (incident, cause) -> LOG.log(Logger.Level.ERROR, incident, cause),
            version(),
            access),
        monitoring.signIns());
  }

  private static LoadedConfiguration configured(
      ConfigurationChoice source, List<Path> classpath, Closer opened) {
    return LoadedConfiguration.of(source, classpath, opened, CLOCK);
  }

  @Override
  public Check check(ConfigurationChoice source, List<Path> classpath) {
    try (var opened = Closers.logging()) {
      return switch (configured(source, classpath, opened)) {
        case LoadedConfiguration.Invalid(var errors) -> new Check.Invalid(errors);
        case LoadedConfiguration.Valid(var pipelines, _, var jwt) ->
            new Check.Valid(pipelines, routes(pipelines), jwt);
      };
    }
  }

  @Override
  public ConfigurationSource source(Path file) {
    return ConfigurationFiles.read(file);
  }

  @Override
  public Reach reach(AwsTarget target, BulkRate bulkRate) {
    try {
      return switch (ConfigurationReader.read(LoadedConfiguration.source(target.configuration()))) {
        case ConfigurationResult.Invalid(var errors) ->
            new Reach.Unusable(
                errors.stream().map(LoadedConfiguration::error).map(ConfigError::message).toList());
        case ConfigurationResult.Valid(var pipelines, _) ->
            new Reach.Reached(
                new AwsWiring(CLOCK, secureRandom, version())
                    .transport(target, pipelines, bulkRate));
      };
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      return new Reach.Unusable(List.of(ErrorMessages.of(unusable)));
    }
  }

  @Override
  public Map<String, String> builtInFiles() {
    return ConfigurationFiles.builtIn(DefaultConfiguration.pipelines());
  }

  @Override
  public String version() {
    return Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
        .orElse("unpacked");
  }

  @Override
  public void extractLibraries() throws IOException {
    String folder = System.getProperty(NativeLibrary.FOLDER);
    if (folder != null) NativeLibrary.extract(Path.of(folder));
  }

  @Override
  public StoreRuntime stores() {
    return new StoreWiring(CLOCK);
  }

  @Override
  public LoadClock clock() {
    return new SystemClock();
  }

  @Override
  public DeploymentRuntime deployment() {
    return new DeploymentWiring(secureRandom);
  }

  @Override
  public LocalAwsRuntime localAws() {
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
        PipelineDescriptions.retry(pipeline.retry()),
        PipelineDescriptions.body(pipeline));
  }
}
