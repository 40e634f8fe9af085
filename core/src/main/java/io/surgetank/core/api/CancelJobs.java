package io.surgetank.core.api;

import io.surgetank.core.job.JobRecord;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.OperatorAction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Cancels every waiting job of some pipelines, a page at a time. Each job is cancelled durably,
/// and each page is in the audit log, before the next page begins: an interrupted call leaves a
/// correct audit log, and repeating it cancels the rest.
record CancelJobs(KnownPipelines known, JobStore jobs, DeadLetters deadLetters, InstantSource clock)
    implements Operation {

  @Override
  public Response answer(Request request, String id) {
    return switch (WaitingJobsRequest.read(request.body(), known.of(request))) {
      case WaitingJobsRequest.Invalid(var violations) ->
          Problem.of(Problem.Kind.PARAMETERS, violations).response();
      case WaitingJobsRequest.Valid selection -> answer(selection, Actor.of(request));
    };
  }

  private Response answer(WaitingJobsRequest.Valid selection, String actor) {
    var count = new AtomicLong();
    new WaitingJobPages(jobs)
        .eachPage(
            selection,
            page ->
                count.addAndGet(
                    selection.preview() ? page.size() : cancel(page, selection, actor)));
    return Responses.json(
        200,
        Json.MAPPER
            .createObjectNode()
            .put("jobs", count.get())
            .put("preview", selection.preview()));
  }

  private long cancel(List<JobRecord> page, WaitingJobsRequest.Valid selection, String actor) {
    long done =
        page.stream()
            .filter(record -> jobs.cancel(record.id()) instanceof CancelResult.Cancelled)
            .count();
    if (done > 0)
      deadLetters.record(
          new OperatorAction(
              clock.instant(),
              actor,
              OperatorAction.Type.CANCEL,
              selection.filter(),
              selection.statuses(),
              Optional.empty(),
              Optional.empty(),
              done,
              OperatorAction.Extent.COMPLETE));
    return done;
  }
}
