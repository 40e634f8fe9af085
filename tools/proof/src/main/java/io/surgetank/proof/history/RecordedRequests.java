package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.Accepted;
import io.surgetank.proof.history.HistoryEntry.CancelSent;
import io.surgetank.proof.history.HistoryEntry.Cancelled;
import io.surgetank.proof.history.HistoryEntry.RedriveSent;
import io.surgetank.proof.history.HistoryEntry.Redriven;
import io.surgetank.proof.history.HistoryEntry.Refused;
import io.surgetank.proof.history.HistoryEntry.Submitted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All requests of a history with their answers, in the order in which they were sent.
record RecordedRequests(
    List<RecordedSubmission> submissions,
    List<OperatorRequest> cancels,
    List<OperatorRequest> redrives) {
  static final int DONE = 200;
  static final int ACCEPTED = 202;
  static final int TOO_LATE = 409;
  static final int KEY_TAKEN = 422;

  /// Overload and a stopping server are no violations.
  static final Set<Integer> TEMPORARY = Set.of(429, 503);

  static RecordedRequests of(List<HistoryEntry> entries) {
    Map<Long, RecordedResponse> answers = answers(entries);
    var requests = new RecordedRequests(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int line = 0; line < entries.size(); line++)
      requests.add(line, entries.get(line), answers);
    return requests;
  }

  private static Map<Long, RecordedResponse> answers(List<HistoryEntry> entries) {
    Map<Long, RecordedResponse> answers = new HashMap<>();
    for (int line = 0; line < entries.size(); line++)
      switch (entries.get(line)) {
        case Accepted(var request, var ids) ->
            answers.put(request, new RecordedResponse(line, ACCEPTED, ids, 0));
        case Refused(var request, var status) ->
            answers.put(request, new RecordedResponse(line, status, List.of(), 0));
        case Cancelled(var request) ->
            answers.put(request, new RecordedResponse(line, DONE, List.of(), 1));
        case Redriven(var request, var jobs) ->
            answers.put(request, new RecordedResponse(line, DONE, List.of(), jobs));
        case Submitted _, CancelSent _, RedriveSent _ -> {}
        case HistoryEntry.Seen _,
            HistoryEntry.Started _,
            HistoryEntry.Ended _,
            HistoryEntry.Abandoned _,
            HistoryEntry.Undeliverable _,
            HistoryEntry.Killed _ -> {}
      }
    return answers;
  }

  private void add(int line, HistoryEntry entry, Map<Long, RecordedResponse> answers) {
    switch (entry) {
      case Submitted sent ->
          submissions.add(
              new RecordedSubmission(line, sent, Optional.ofNullable(answers.get(sent.request()))));
      case CancelSent(var request, var id) ->
          cancels.add(new OperatorRequest(line, id, Optional.ofNullable(answers.get(request))));
      case RedriveSent(var request, var id) ->
          redrives.add(new OperatorRequest(line, id, Optional.ofNullable(answers.get(request))));
      case Accepted _, Refused _, Cancelled _, Redriven _ -> {}
      case HistoryEntry.Seen _,
          HistoryEntry.Started _,
          HistoryEntry.Ended _,
          HistoryEntry.Abandoned _,
          HistoryEntry.Undeliverable _,
          HistoryEntry.Killed _ -> {}
    }
  }
}
