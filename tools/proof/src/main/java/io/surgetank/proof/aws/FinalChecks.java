package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import io.surgetank.proof.history.HistoryChecker;
import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.load.JobResponses;
import io.surgetank.proof.load.LoadConfiguration;
import io.surgetank.proof.simulation.SimulatedThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Waits until all jobs have ended, then checks everything that was sent, answered and processed.
///
/// @param isQuiet whether no message is left and no function runs
record FinalChecks(FunctionApi api, SimulatedThreads threads, BooleanSupplier isQuiet) {
  private static final Duration POLL = Duration.ofMinutes(1);

  /// Longer than the retries of all jobs with one ordering key, each after a killed function.
  private static final int LONGEST_MINUTES = 120;

  /// Returns the violations.
  List<String> check(List<HistoryEntry> history) throws IOException, InterruptedException {
    var violations = new ArrayList<String>();
    for (int minute = 0; !isQuiet.getAsBoolean() || JobResponses.anyIsWaiting(api); minute++) {
      if (minute == LONGEST_MINUTES) {
        violations.add(
            isQuiet.getAsBoolean()
                ? "jobs wait without a message %d minutes after the last fault"
                    .formatted(LONGEST_MINUTES)
                : "messages are left %d minutes after the last fault".formatted(LONGEST_MINUTES));
        break;
      }
      threads.sleep(POLL);
    }
    var report = api.get("/ops/v1/verify").body();
    if (!report.path("passes").asBoolean(false)) violations.add("verify has findings: " + report);
    var stored = JobResponses.all(api);
    violations.addAll(new HistoryChecker(LoadConfiguration.MAX_ATTEMPTS).check(history, stored));
    return violations;
  }

  /// Every job that waited had been sent.
  static void sweeperFoundNothing(byte[] reply, Consumer<String> violations) {
    String text = new String(reply, StandardCharsets.UTF_8);
    if (Json.read(text).path("sent").longValue() != 0)
      violations.accept("when all jobs have ended, the sweeper reports " + text);
  }
}
