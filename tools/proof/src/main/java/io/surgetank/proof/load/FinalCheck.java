package io.surgetank.proof.load;

import io.surgetank.proof.history.HistoryChecker;
import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.history.HistoryLog;
import io.surgetank.proof.server.ServerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Waits until all jobs have ended, then checks everything that was sent, answered and processed.
public record FinalCheck(HistoryLog history, HistoryCounts counts, LongSupplier nanoTime) {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 20;

  /// Returns the violations.
  public List<String> check(ServerClient client) throws IOException, InterruptedException {
    var violations = new ArrayList<String>();
    long start = nanoTime.getAsLong();
    while (JobResponses.anyIsWaiting(client)) {
      if (nanoTime.getAsLong() - start > LONGEST_WAIT.toNanos()) {
        violations.add("jobs still wait after " + LONGEST_WAIT.toSeconds() + " s without requests");
        break;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    var report = client.get("/ops/v1/verify").body();
    if (!report.path("passes").asBoolean(false)) violations.add("verify has findings: " + report);
    List<HistoryEntry> entries = history.read();
    counts.add(entries);
    var checker = new HistoryChecker(LoadConfiguration.MAX_ATTEMPTS);
    violations.addAll(checker.check(entries, JobResponses.all(client)));
    return violations;
  }
}
