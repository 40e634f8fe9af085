package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.Form;
import io.surgetank.proof.history.HistoryEntry.SentJob;
import io.surgetank.proof.history.HistoryEntry.Submitted;
import java.util.List;
import java.util.Optional;

/// A submission with its answer, if one was read.
///
/// @param sentAt the line of the history
record RecordedSubmission(int sentAt, Submitted sent, Optional<RecordedResponse> answer) {

  /// What the same key must always be sent with.
  record RequestBody(Form form, List<SentJob> jobs) {}

  RequestBody content() {
    return new RequestBody(sent.form(), sent.jobs());
  }

  boolean isAccepted() {
    return answer.isPresent() && answer.get().status() == RecordedRequests.ACCEPTED;
  }

  /// The id of the job at this position; empty if that is not known.
  String id(int index) {
    List<String> ids = answer.map(RecordedResponse::ids).orElse(List.of());
    return index < ids.size() ? ids.get(index) : "";
  }
}
