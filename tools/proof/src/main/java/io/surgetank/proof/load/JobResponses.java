package io.surgetank.proof.load;

import io.surgetank.proof.history.JobSnapshot;
import io.surgetank.proof.history.JobSnapshot.AttemptSnapshot;
import io.surgetank.proof.server.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads jobs from responses of the server.
public final class JobResponses {
  private static final int PAGE = 200;

  private JobResponses() {}

  /// All jobs that the server has stored, one request each.
  public static List<JobSnapshot> all(ApiClient client) throws IOException, InterruptedException {
    var jobs = new ArrayList<JobSnapshot>();
    String cursor = "";
    do {
      JsonNode page = client.get("/ops/v1/jobs?limit=" + PAGE + cursor).body();
      for (JsonNode job : page.path("jobs"))
        jobs.add(job(client.get("/ops/v1/jobs/" + job.path("id").stringValue()).body()));
      JsonNode next = page.path("next");
      cursor = next.isString() ? "&cursor=" + next.stringValue() : "";
    } while (!cursor.isEmpty());
    return jobs;
  }

  /// Whether a job waits or is being processed.
  public static boolean anyIsWaiting(ApiClient client) throws IOException, InterruptedException {
    String query = "/ops/v1/jobs?status=pending,processing,retrying&limit=1";
    return !client.get(query).body().path("jobs").isEmpty();
  }

  static JobSnapshot job(JsonNode body) {
    var attempts = new ArrayList<AttemptSnapshot>();
    for (JsonNode attempt : body.path("attempts"))
      attempts.add(
          new AttemptSnapshot(
              attempt.path("round").intValue(),
              attempt.path("number").intValue(),
              attempt.path("outcome").stringValue("")));
    return new JobSnapshot(
        body.path("id").stringValue(),
        body.path("pipeline").stringValue(),
        body.path("payload").path("n").longValue(),
        body.path("status").stringValue(),
        body.path("redrives").intValue(),
        attempts,
        body.path("result").path("attempt").stringValue(""));
  }
}
