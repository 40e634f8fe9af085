package io.surgetank.core.api;

import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.JobStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// `GET` on a job: its record. `Prefer: wait=5` waits for its end.
record ShowJob(JobFinder jobFinder, JobStore jobs, JobResponse view) implements Operation {

  @Override
  public Response answer(Request request, String id) {
    if (!ContentNegotiation.admitsJson(request))
      return ContentNegotiation.notAcceptable().response();
    Optional<Duration> wait = PreferHeader.wait(request);
    Optional<JobRecord> record =
        jobFinder
            .find(request, id)
            .flatMap(found -> wait.isPresent() ? awaited(found, wait.get()) : Optional.of(found))
            .filter(shown -> jobFinder.isVisible(request, shown));
    if (record.isEmpty()) return JobFinder.notFound();
    Response response = response(request, record.get());
    return wait.isEmpty()
        ? response
        : response.with("Preference-Applied", "wait=" + wait.get().toSeconds());
  }

  private Optional<JobRecord> awaited(JobRecord found, Duration wait) {
    if (found.status().isEnd()) return Optional.of(found);
    try {
      return jobs.awaitEnd(found.id(), wait);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.of(found);
    }
  }

  private Response response(Request request, JobRecord record) {
    JobResponse shown = view.to(request);
    String etag = shown.etag(record);
    if (Preconditions.has(request, etag))
      return new Response(304, Map.of("ETag", etag), new byte[0]);
    return Responses.json(200, shown.full(record)).with("ETag", etag);
  }
}
