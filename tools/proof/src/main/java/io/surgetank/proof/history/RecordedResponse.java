package io.surgetank.proof.history;

import java.util.List;

/// The response to a request, as it was read.
///
/// @param line of the history
/// @param ids of an accepted submission's jobs; else none
/// @param jobs that a redrive or a cancellation has changed; 0 for a submission
record RecordedResponse(int line, int status, List<String> ids, long jobs) {
  RecordedResponse {
    ids = List.copyOf(ids);
  }
}
