package io.surgetank.core.api;

import io.surgetank.core.intake.IdempotencyKeyHeader;

/// The headers of a request that belong to its submissions.
final class SubmissionHeaders {
  private SubmissionHeaders() {}

  static IdempotencyKeyHeader key(Request request, int maxLength) {
    return IdempotencyKeyHeader.read(request.headers("idempotency-key"), maxLength);
  }
}
