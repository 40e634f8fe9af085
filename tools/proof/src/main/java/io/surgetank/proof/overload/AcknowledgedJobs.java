package io.surgetank.proof.overload;

import io.surgetank.proof.server.ApiClient;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The ids of the jobs that were acknowledged. For one thread at a time.
final class AcknowledgedJobs {
  private static final int PAGE = 200;

  private final Set<String> ids = new HashSet<>();

  /// @param location the path of the job
  void add(String location) {
    ids.add(location.substring(location.lastIndexOf('/') + 1));
  }

  int count() {
    return ids.size();
  }

  /// How many of them the server does not list as processed.
  long missing(ApiClient client) throws IOException, InterruptedException {
    var missing = new HashSet<>(ids);
    String cursor = "";
    do {
      JsonNode page = client.get("/ops/v1/jobs?status=processed&limit=" + PAGE + cursor).body();
      for (JsonNode job : page.path("jobs")) missing.remove(job.path("id").stringValue());
      JsonNode next = page.path("next");
      cursor = next.isString() ? "&cursor=" + next.stringValue() : "";
    } while (!cursor.isEmpty());
    return missing.size();
  }
}
