package io.surgetank.load.reconcile;

import io.surgetank.load.send.LoadHttpClient;
import io.surgetank.load.send.ServerUrl;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/// Reads the status of jobs: one by one, or from lists.
public record StatusPoller(LoadHttpClient loadHttpClient, ServerUrl serverUrl) {
  /// Fast enough, and no significant load.
  private static final int CONCURRENCY = 16;

  /// Pages of other jobs to skip; beyond this, polling one by one is faster.
  private static final int EXTRA_PAGES = 1_000;

  private static final int PAGE = 200;

  Map<String, JobObservation> pollEach(Collection<TrackedJob> jobs) throws InterruptedException {
    var found = new ConcurrentHashMap<String, JobObservation>();
    var permits = new Semaphore(CONCURRENCY);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (TrackedJob job : jobs) {
        permits.acquire();
        threads.execute(() -> {
          found.put(job.id(), poll(job));
          permits.release();
        });
      }
    }
    return found;
  }

  private JobObservation poll(TrackedJob job) {
    return switch (loadHttpClient.get(serverUrl.at(job.location()))) {
      case LoadHttpClient.GetResult.Received(var status, _) when status == 404 ->
          JobObservation.MISSING;
      case LoadHttpClient.GetResult.Received(var status, var text) when status == 200 ->
          LoadHttpClient.parsed(text).map(StatusPoller::status).orElse(JobObservation.UNKNOWN);
      case LoadHttpClient.GetResult.Received _, LoadHttpClient.GetResult.NoResponse _ ->
          JobObservation.UNKNOWN;
    };
  }

  private static JobObservation status(JsonNode job) {
    return JobObservation.ofStatus(job.path("status").asString(""));
  }

  /// Reads the list at `path`, newest first, down to the oldest of these ids. A job that is not in
  /// the result is not proven missing: poll it by id.
  Map<String, JobObservation> pollList(String path, Map<String, TrackedJob> jobs) {
    var found = new HashMap<String, JobObservation>();
    String oldest = jobs.keySet().stream().min(String::compareTo).orElse("");
    String address = path + "?limit=" + PAGE;
    int pages = jobs.size() / PAGE + EXTRA_PAGES;
    for (int page = 0; page < pages && found.size() < jobs.size(); page++) {
      Optional<JsonNode> list = loadHttpClient.json(serverUrl.at(address));
      if (list.isEmpty()) return found;
      String last = "";
      for (JsonNode job : list.get().path("jobs")) {
        last = job.path("id").asString("");
        if (jobs.containsKey(last)) found.put(last, status(job));
      }
      String next = serverUrl.pathOnServer(list.get().path("next").asString("")).orElse("");
      // Ids sort by time as text.
      if (next.isEmpty() || last.compareTo(oldest) < 0) return found;
      address = next;
    }
    return found;
  }
}
