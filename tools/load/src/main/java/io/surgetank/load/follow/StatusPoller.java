package io.surgetank.load.follow;

import io.surgetank.load.send.LoadHttpClient;
import io.surgetank.load.send.LoadTarget;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/// Asks the server about jobs: one by one, or by its lists.
public record StatusPoller(LoadHttpClient loadHttpClient, LoadTarget loadTarget) {
  /// As many as find out quickly without being a load of their own.
  private static final int AT_ONCE = 16;

  /// Jobs of others may stand between ours; past this it is quicker to ask one by one.
  private static final int SPARE_PAGES = 1_000;

  private static final int PAGE = 200;

  /// What is known of each of these, by id.
  Map<String, JobObservation> each(Collection<Tracked> jobs) throws InterruptedException {
    var found = new ConcurrentHashMap<String, JobObservation>();
    var room = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Tracked job : jobs) {
        room.acquire();
        threads.execute(() -> {
          found.put(job.id(), one(job));
          room.release();
        });
      }
    }
    return found;
  }

  private JobObservation one(Tracked job) {
    return switch (loadHttpClient.get(loadTarget.at(job.location()))) {
      case LoadHttpClient.Got.Text(var status, _) when status == 404 -> JobObservation.MISSING;
      case LoadHttpClient.Got.Text(var status, var text) when status == 200 ->
          LoadHttpClient.parsed(text).map(StatusPoller::status).orElse(JobObservation.UNKNOWN);
      case LoadHttpClient.Got.Text _, LoadHttpClient.Got.Silence _ -> JobObservation.UNKNOWN;
    };
  }

  private static JobObservation status(JsonNode job) {
    return JobObservation.ofStatus(job.path("status").asString(""));
  }

  /// Reads the list at `path`, newest first, down to the oldest of these ids. Those that it did not
  /// meet are not in the answer: that proves nothing, they are to be asked for one by one.
  Map<String, JobObservation> listed(String path, Map<String, Tracked> jobs) {
    var found = new HashMap<String, JobObservation>();
    String oldest = jobs.keySet().stream().min(String::compareTo).orElse("");
    String address = path + "?limit=" + PAGE;
    int pages = jobs.size() / PAGE + SPARE_PAGES;
    for (int page = 0; page < pages && found.size() < jobs.size(); page++) {
      Optional<JsonNode> list = loadHttpClient.json(loadTarget.at(address));
      if (list.isEmpty()) return found;
      String last = "";
      for (JsonNode job : list.get().path("jobs")) {
        last = job.path("id").asString("");
        if (jobs.containsKey(last)) found.put(last, status(job));
      }
      String next = loadTarget.pathHere(list.get().path("next").asString("")).orElse("");
      // Ids sort by time, as text too.
      if (next.isEmpty() || last.compareTo(oldest) < 0) return found;
      address = next;
    }
    return found;
  }
}
