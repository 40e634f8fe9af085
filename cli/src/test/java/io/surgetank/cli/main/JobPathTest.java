package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.http.HttpDependencies;
import io.surgetank.http.HttpServer;
import io.surgetank.http.ListenSettings;
import io.surgetank.runtime.worker.WorkerPool;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/architecture.md lists the files that a job passes on one machine. `AwsJobPathTest` does the
/// same for AWS.
class JobPathTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final Pattern FILE = Pattern.compile("\\[`(\\w+)`]\\(([^)]+)\\)");

  /// Values, what listens to the store, and what starts threads: they do nothing to a job.
  private static final Pattern ASIDE =
      Pattern.compile(
          "io\\.surgetank\\.(core\\.(job|process)\\..*|sqlite\\.SafeEventListener|cli\\..*)");

  private final Set<String> passed = new ConcurrentSkipListSet<>();
  private final CountDownLatch processed = new CountDownLatch(1);
  private final Pipelines pipelines = DefaultConfiguration.pipelines();

  @Test
  void each_file_on_the_path_of_a_job_exists_and_is_listed_once() throws Exception {
    List<String> files = FILE.matcher(path()).results().map(file -> file.group(2)).toList();

    assertThat(files).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(files).allMatch(file -> Files.exists(PAGE.resolveSibling(file)));
  }

  /// The call stacks when a job gets its id, is stored, started, handled and recorded.
  @Test
  void every_class_that_handles_a_job_is_listed(@TempDir Path folder) throws Exception {
    try (var engine =
        SqliteEngine.open(
            folder, pipelines, EngineDependencies.of(InstantSource.system(), this::on, folder))) {
      var pool = new WorkerPool(engine.queue(), workers(), System::nanoTime);
      pool.start();
      submit(api(engine));
      processed.await();
      pool.stop(Duration.ofSeconds(2));
    }

    var listed = FILE.matcher(path()).results().map(file -> file.group(1)).toList();
    assertThat(passed).contains("Submit", "Writer", "HandlerRunner").isSubsetOf(listed);
  }

  private static String path() throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf("## The path of a job");
    return page.substring(from, page.indexOf("\n## ", from + 1));
  }

  private Api api(SqliteEngine engine) {
    var ids = new JobIds(this::now, new Random(1));
    return new Api(
        new ApiParts(
            pipelines,
            engine.jobs(),
            engine.deadLetters(),
            engine.ledger(),
            ids,
            InstantSource.system(),
            System::nanoTime,
            HealthStatus.Ready::new,
            (_, _) -> {},
            "1",
            AccessSettings.ofToken("token")));
  }

  private void submit(Api api) throws Exception {
    var settings = new ListenSettings("127.0.0.1", 0, List.of());
    try (var server =
            HttpServer.start(settings, HttpDependencies.of(api, InstantSource.system(), _ -> {}));
        var client = HttpClient.newHttpClient()) {
      var body =
          "{\"productId\":\"a\",\"quantity\":1,\"customerEmail\":\"a@b.example\",\"unitPrice\":1.00}";
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + "/orders"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(202);
    }
  }

  private List<HandlerRunner> workers() {
    return pipelines.all().stream().map(this::worker).toList();
  }

  private HandlerRunner worker(Pipeline pipeline) {
    return new HandlerRunner(
        pipeline,
        (_, _) -> {
          pass();
          return new Outcome.Processed("{}");
        },
        new Random(1));
  }

  private Instant now() {
    pass();
    return Instant.now();
  }

  private void on(Event event) {
    if (event instanceof Event.Opened) return;
    pass();
    if (event instanceof Event.Processed) processed.countDown();
  }

  private void pass() {
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .forEach(frame -> {
          String name = frame.getClassName();
          if (name.startsWith("io.surgetank.") && !ASIDE.matcher(name).matches())
            passed.add(frame.getDeclaringClass().getNestHost().getSimpleName());
        });
  }
}
