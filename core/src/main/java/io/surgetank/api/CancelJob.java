package io.surgetank.api;

import io.surgetank.job.JobRecord;
import io.surgetank.store.Cancellation;
import io.surgetank.store.JobStore;
import java.util.Optional;

/// `DELETE` on a job: calls it back if it has not been started.
record CancelJob(Lookup lookup, JobStore jobs, JobView view) implements Operation {

  @Override
  public Response answer(Request request, String id) {
    if (!Negotiation.admitsJson(request)) return Negotiation.notAcceptable().response();
    Optional<JobRecord> record = lookup.find(id);
    return record.isEmpty() ? Lookup.notFound() : answer(jobs.cancel(record.get().id()), view);
  }

  static Response answer(Cancellation cancellation, JobView view) {
    return switch (cancellation) {
      case Cancellation.Done(var cancelled) -> Answers.json(200, view.full(cancelled));
      case Cancellation.TooLate(var record) ->
          Problem.of(
                  Problem.Kind.TOO_LATE,
                  "the job is "
                      + record.status()
                      + "; only what has not been started can be cancelled")
              .response();
      case Cancellation.Unknown() -> Lookup.notFound();
    };
  }
}
