package io.surgetank.proof.history;

import io.surgetank.proof.history.Entry.Form;
import io.surgetank.proof.history.Entry.SentJob;
import io.surgetank.proof.history.Entry.Submitted;
import java.util.List;
import java.util.Optional;

/// A submission with its answer, if one was read.
///
/// @param sentAt the line of the history
record Submission(int sentAt, Submitted sent, Optional<Answer> answer) {

  /// Ids are those of an accepted submission; a refused one has none.
  record Answer(int line, int status, List<String> ids) {}

  /// What the same key must always be sent with.
  record Content(Form form, List<SentJob> jobs) {}

  Content content() {
    return new Content(sent.form(), sent.jobs());
  }

  boolean isAccepted() {
    return answer.isPresent() && answer.get().status() == Requests.ACCEPTED;
  }

  /// The id of the job at this position; empty if that is not known.
  String id(int index) {
    List<String> ids = answer.map(Answer::ids).orElse(List.of());
    return index < ids.size() ? ids.get(index) : "";
  }
}
