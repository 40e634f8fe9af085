package io.surgetank.core.api;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.OperatorAction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Cancels every waiting job of some pipelines, a page at a time. Each job is cancelled durably,
/// and each page is in the audit log, before the next page begins: an interrupted call leaves a
/// correct audit log, and repeating it cancels the rest.
record CancelJobs(KnownPipelines known, JobStore jobs, DeadLetters deadLetters, InstantSource clock)
    implements Operation {

  @Override
  public Response answer(Request request, String id) {
    return switch (DeadLetterRequest.read(request.body(), known)) {
      case DeadLetterRequest.Invalid(var violations) ->
          Problem.of(Problem.Kind.PARAMETERS, violations).response();
      case DeadLetterRequest.Preview(var filter) when isByPipeline(filter) ->
          response(count(filter.pipelines()), "preview");
      case DeadLetterRequest.Act(var filter) when isByPipeline(filter) ->
          response(cancel(filter, OperatorAuthentication.actor(request)), "cancelled");
      case DeadLetterRequest.Preview _, DeadLetterRequest.Act _ ->
          Problem.of(
                  Problem.Kind.PARAMETERS,
                  "'pipelines' is required, and no other filter is allowed")
              .response();
    };
  }

  private static boolean isByPipeline(DeadLetterFilter filter) {
    return !filter.pipelines().isEmpty()
        && filter.ids().isEmpty()
        && filter.failureContains().isEmpty();
  }

  private static Response response(long count, String what) {
    return Responses.json(
        200,
        Json.MAPPER.createObjectNode().put("jobs", count).put("preview", what.equals("preview")));
  }

  private long count(List<PipelineName> pipelines) {
    long count = 0;
    Optional<JobId> before = Optional.empty();
    List<JobRecord> page = page(pipelines, before);
    while (!page.isEmpty()) {
      count += page.size();
      page = page(pipelines, Optional.of(page.getLast().id()));
    }
    return count;
  }

  private long cancel(DeadLetterFilter filter, String actor) {
    long cancelled = 0;
    List<JobRecord> page = page(filter.pipelines(), Optional.empty());
    while (!page.isEmpty()) {
      long done =
          page.stream()
              .filter(record -> jobs.cancel(record.id()) instanceof CancelResult.Cancelled)
              .count();
      if (done > 0)
        deadLetters.record(
            new OperatorAction(clock.instant(), actor, OperatorAction.Act.CANCEL, filter, done));
      cancelled += done;
      page = page(filter.pipelines(), Optional.of(page.getLast().id()));
    }
    return cancelled;
  }

  private List<JobRecord> page(List<PipelineName> pipelines, Optional<JobId> before) {
    return jobs.list(
        new JobQuery(
            pipelines,
            EnumSet.of(Status.PENDING, Status.RETRYING),
            Instant.EPOCH,
            before,
            JobQuery.MAX_LIMIT));
  }
}
