package io.surgetank.core.api;

import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.job.Trace;
import java.util.Optional;

/// The headers of a request that belong to its submissions.
final class SubmissionHeaders {
  private SubmissionHeaders() {}

  static IdempotencyKeyHeader key(Request request, int maxLength) {
    return IdempotencyKeyHeader.read(request.headers("idempotency-key"), maxLength);
  }

  static Optional<Trace> trace(Request request) {
    return request.header("traceparent").flatMap(Trace::parse);
  }
}
