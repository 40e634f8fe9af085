package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.Trace;
import java.util.Optional;

/// Who submits, and in which trace: the same for all submissions of a request.
record SubmissionSource(Principal principal, Optional<Trace> trace) {

  static SubmissionSource of(Request request) {
    return new SubmissionSource(
        request.principal(), request.header("traceparent").flatMap(Trace::parse));
  }
}
