package io.surgetank.proof.history;

import java.util.Optional;

/// A cancellation or redrive of one job.
record OperatorRequest(int sentAt, String id, Optional<RecordedResponse> answer) {

  /// Whether it is known to have changed the job.
  boolean isDone() {
    return answer.isPresent()
        && answer.get().status() == RecordedRequests.DONE
        && answer.get().jobs() > 0;
  }

  /// Whether it may have changed the job: it was done, or its answer is not known.
  boolean mayBeDone() {
    return answer.isEmpty() || isDone();
  }
}
