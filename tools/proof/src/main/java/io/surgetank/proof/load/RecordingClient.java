package io.surgetank.proof.load;

import io.surgetank.proof.history.EntrySink;
import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.history.HistoryEntry.Form;
import io.surgetank.proof.history.HistoryEntry.Submitted;
import io.surgetank.proof.load.KnownJobs.KnownJob;
import io.surgetank.proof.server.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Sends requests and appends them to the history, with their answers. An `IOException` means that
/// the answer is not known; the history then has only the request.
///
/// @param answers is counted down with each answer
/// @param violations receives answers that are wrong at any time
public record RecordingClient(
    ApiClient client,
    EntrySink history,
    KnownJobs known,
    CountDownLatch answers,
    Consumer<String> violations) {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int MULTIPLE = 207;
  private static final int NOT_FOUND = 404;

  void submit(Submitted submitted) throws IOException, InterruptedException {
    if (!submitted.key().isEmpty()) known.sentWithKey(submitted);
    history.append(submitted);
    var answer =
        client.post(
            "/" + submitted.pipeline(),
            SubmissionGenerator.body(submitted),
            Optional.of(submitted.key()).filter(key -> !key.isEmpty()));
    answers.countDown();
    if (answer.status() != ACCEPTED && answer.status() != MULTIPLE) {
      history.append(new HistoryEntry.Refused(submitted.request(), answer.status()));
      return;
    }
    List<String> ids = ids(submitted.form(), answer.body());
    history.append(new HistoryEntry.Accepted(submitted.request(), ids));
    for (String id : ids)
      if (!id.isEmpty()) known.acknowledged(new KnownJob(submitted.pipeline(), id));
  }

  private static List<String> ids(Form form, JsonNode body) {
    if (form == Form.SINGLE) return List.of(body.path("id").stringValue());
    var ids = new ArrayList<String>();
    for (JsonNode result : body.path("results"))
      ids.add(result.path("status").intValue() == ACCEPTED ? result.path("id").stringValue() : "");
    return ids;
  }

  void cancel(KnownJob job) throws IOException, InterruptedException {
    long request = known.nextNumber();
    history.append(new HistoryEntry.CancelSent(request, job.id()));
    int status = client.delete(job.path()).status();
    answers.countDown();
    history.append(
        status == OK
            ? new HistoryEntry.Cancelled(request)
            : new HistoryEntry.Refused(request, status));
  }

  void redrive(KnownJob job) throws IOException, InterruptedException {
    long request = known.nextNumber();
    history.append(new HistoryEntry.RedriveSent(request, job.id()));
    var answer =
        client.post("/ops/v1/dead/redrive", "{\"ids\":[\"" + job.id() + "\"]}", Optional.empty());
    answers.countDown();
    history.append(
        answer.status() == OK
            ? new HistoryEntry.Redriven(request, answer.body().path("jobs").longValue())
            : new HistoryEntry.Refused(request, answer.status()));
  }

  void read(KnownJob job) throws IOException, InterruptedException {
    var answer = client.get(job.path());
    answers.countDown();
    if (answer.status() == NOT_FOUND) {
      history.append(new HistoryEntry.Seen(job.id(), HistoryEntry.Seen.MISSING, 0));
    } else if (answer.status() == OK) {
      var stored = JobResponses.job(answer.body());
      int round = stored.attempts().isEmpty() ? 0 : stored.attempts().getLast().round();
      history.append(new HistoryEntry.Seen(job.id(), stored.status(), round));
      if (stored.status().equals("DEAD")) known.seenDead(job);
    } else {
      violations.accept("GET %s was answered with %d".formatted(job.path(), answer.status()));
    }
  }

  /// Recounts all records: the counters balance at every moment.
  void verify() throws IOException, InterruptedException {
    var answer = client.get("/ops/v1/verify");
    answers.countDown();
    if (answer.status() != OK || !answer.body().path("passes").asBoolean(false))
      violations.accept(
          "verify was answered with %d: %s".formatted(answer.status(), answer.body()));
  }
}
