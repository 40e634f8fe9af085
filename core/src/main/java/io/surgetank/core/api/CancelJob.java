package io.surgetank.core.api;

import io.surgetank.core.access.Scope;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobStore;
import java.util.Optional;

/// `DELETE` on a job: cancels it if no attempt is running and it has not ended.
record CancelJob(JobFinder jobFinder, JobStore jobs, JobResponse view) implements Operation {

  @Override
  public Response answer(Request request, String id) {
    if (!ContentNegotiation.admitsJson(request))
      return ContentNegotiation.notAcceptable().response();
    Optional<JobRecord> record = jobFinder.find(request, id);
    if (record.isEmpty()) return JobFinder.notFound();
    return !request.principal().mayCancel(record.get().job().owner())
        ? Permission.lacking(Scope.OPERATE).response()
        : answer(jobs.cancel(record.get().id()), view.to(request));
  }

  static Response answer(CancelResult cancelResult, JobResponse view) {
    return switch (cancelResult) {
      case CancelResult.Cancelled(var cancelled) -> Responses.json(200, view.full(cancelled));
      case CancelResult.TooLate(var record) ->
          Problem.of(
                  Problem.Kind.TOO_LATE,
                  "the job is "
                      + record.status()
                      + "; only a pending or retrying job can be cancelled")
              .response();
      case CancelResult.Unknown() -> JobFinder.notFound();
    };
  }
}
