package io.surgetank.proof.history;

import io.surgetank.proof.history.Entry.Accepted;
import io.surgetank.proof.history.Entry.CancelSent;
import io.surgetank.proof.history.Entry.Cancelled;
import io.surgetank.proof.history.Entry.RedriveSent;
import io.surgetank.proof.history.Entry.Redriven;
import io.surgetank.proof.history.Entry.Refused;
import io.surgetank.proof.history.Entry.Submitted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All requests of a history with their answers, in the order in which they were sent.
record Requests(
    List<Submission> submissions, List<OperatorRequest> cancels, List<OperatorRequest> redrives) {
  static final int DONE = 200;
  static final int ACCEPTED = 202;
  static final int TOO_LATE = 409;
  static final int KEY_TAKEN = 422;

  /// Overload and a stopping server are no violations.
  static final Set<Integer> TEMPORARY = Set.of(429, 503);

  private record Answer(int line, int status, List<String> ids, long jobs) {}

  static Requests of(List<Entry> entries) {
    Map<Long, Answer> answers = answers(entries);
    var requests = new Requests(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int line = 0; line < entries.size(); line++)
      requests.add(line, entries.get(line), answers);
    return requests;
  }

  private static Map<Long, Answer> answers(List<Entry> entries) {
    Map<Long, Answer> answers = new HashMap<>();
    for (int line = 0; line < entries.size(); line++)
      switch (entries.get(line)) {
        case Accepted(var request, var ids) ->
            answers.put(request, new Answer(line, ACCEPTED, ids, 0));
        case Refused(var request, var status) ->
            answers.put(request, new Answer(line, status, List.of(), 0));
        case Cancelled(var request) -> answers.put(request, new Answer(line, DONE, List.of(), 1));
        case Redriven(var request, var jobs) ->
            answers.put(request, new Answer(line, DONE, List.of(), jobs));
        case Submitted _, CancelSent _, RedriveSent _ -> {}
        case Entry.Seen _, Entry.Started _, Entry.Ended _, Entry.Killed _ -> {}
      }
    return answers;
  }

  private void add(int line, Entry entry, Map<Long, Answer> answers) {
    switch (entry) {
      case Submitted sent -> {
        Optional<Answer> answer = Optional.ofNullable(answers.get(sent.request()));
        submissions.add(
            new Submission(
                line,
                sent,
                answer.map(each -> new Submission.Answer(each.line, each.status, each.ids))));
      }
      case CancelSent(var request, var id) ->
          cancels.add(operatorRequest(line, id, answers.get(request)));
      case RedriveSent(var request, var id) ->
          redrives.add(operatorRequest(line, id, answers.get(request)));
      case Accepted _, Refused _, Cancelled _, Redriven _ -> {}
      case Entry.Seen _, Entry.Started _, Entry.Ended _, Entry.Killed _ -> {}
    }
  }

  private static OperatorRequest operatorRequest(int line, String id, @Nullable Answer answer) {
    return new OperatorRequest(
        line,
        id,
        Optional.ofNullable(answer)
            .map(each -> new OperatorRequest.Answer(each.line, each.status, each.jobs)));
  }
}
