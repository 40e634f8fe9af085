package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.memory.MemoryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The whole API over an engine in memory, with the same jobs before each input.
final class FuzzedApi {
  static final String TOKEN = "fuzz";

  static final JobId WAITING = JobId.of(1L << 40, 1);
  private static final String PAYLOAD = "{\"id\":\"a\",\"amount\":100.00}";
  private static final Duration BETWEEN_INPUTS = Duration.ofDays(1);

  private final TestClock clock = new TestClock();
  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicReference<Optional<Throwable>> incident =
      new AtomicReference<>(Optional.empty());
  private final MemoryEngine engine;
  private final Api api;

  FuzzedApi() {
    Pipelines pipelines = pipelines();
    engine = new MemoryEngine(pipelines, clock, _ -> {});
    api =
        new Api(
            new ApiParts(
                pipelines,
                new NoWaitStore(engine.jobs()),
                engine.deadLetters(),
                engine.ledger(),
                new JobIds(clock, new Random(1)),
                clock,
                nanoTime::get,
                HealthStatus.Ready::new,
                (_, cause) -> incident.set(Optional.of(cause)),
                "fuzz",
                AccessSettings.ofToken(TOKEN)));
  }

  private static Pipelines pipelines() {
    return switch (ConfigurationReader.read(ConfigurationExamples.source())) {
      case ConfigurationResult.Valid(var valid, _) -> valid;
      case ConfigurationResult.Invalid(var errors) -> throw new IllegalStateException("" + errors);
    };
  }

  /// Forgets the jobs of earlier inputs, and lets enough time pass for all rates.
  void reset() {
    engine.clear();
    nanoTime.addAndGet(BETWEEN_INPUTS.toNanos());
    incident.set(Optional.empty());
    var job = new Job(WAITING, new PipelineName("any"), PAYLOAD, Trace.of(WAITING));
    var _ = engine.jobs().put(List.of(Submission.withoutKeys(job)));
  }

  RequestHandler handler() {
    return api;
  }

  /// Answers a request; what is wrong with the response, if anything.
  Optional<String> violation(Request request, Response response) {
    Optional<Throwable> cause = incident.get();
    if (cause.isPresent()) {
      StackTraceElement[] trace = cause.get().getStackTrace();
      return Optional.of(
          "incident: %s at %s".formatted(cause.get(), trace.length == 0 ? "?" : trace[0]));
    }
    int status = response.status();
    if (status < 200 || status > 599 || status == 500)
      return Optional.of("status %d for %s".formatted(status, request.path()));
    for (var header : response.headers().entrySet())
      if ((header.getKey() + header.getValue()).chars().anyMatch(c -> c < ' ' || c > '~'))
        return Optional.of("header " + header.getKey() + " is not plain ASCII");
    return Optional.empty();
  }

  Optional<JobRecord> find(JobId id) {
    return engine.jobs().find(id);
  }
}
