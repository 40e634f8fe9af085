package io.surgetank.proof.load;

import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.json.Json;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import io.surgetank.proof.history.EntrySink;
import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.history.HistoryLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Does what the payload says, and appends each attempt to the history. Runs in the server.
public final class RecordingHandler implements Handler {
  private static final Duration LONGEST_WORK = Duration.ofMillis(100);

  private final EntrySink history;
  private final Sleeper sleeper;

  /// Opens the history.
  ///
  /// @param settings `history`: its file
  public RecordingHandler(Map<String, String> settings) throws IOException {
    this(new HistoryLog(Path.of(Objects.requireNonNull(settings.get("history")))), Thread::sleep);
  }

  /// Records to the history.
  public RecordingHandler(EntrySink history, Sleeper sleeper) {
    this.history = history;
    this.sleeper = sleeper;
  }

  @Override
  public Outcome handle(Job job, Attempt attempt) throws IOException, InterruptedException {
    var payload = Json.read(job.payload());
    var workKind = WorkKind.valueOf(payload.path("work").stringValue());
    String id = job.id().toString();
    history.append(new HistoryEntry.Started(id, attempt.roundNumber(), attempt.number()));
    if (workKind == WorkKind.SLOW)
      sleeper.sleep(Duration.ofMillis(payload.path("n").longValue() * 7 % LONGEST_WORK.toMillis()));
    HistoryEntry.HandlerDecision end = end(workKind, attempt);
    history.append(new HistoryEntry.Ended(id, attempt.roundNumber(), attempt.number(), end));
    return switch (end) {
      case PROCESSED ->
          new Outcome.Processed(
              "{\"attempt\":\"%d.%d\"}".formatted(attempt.roundNumber(), attempt.number()));
      case FAILED -> throw new IOException("failed as requested");
      case GAVE_UP -> new Outcome.Dead("gave up as requested");
    };
  }

  private static HistoryEntry.HandlerDecision end(WorkKind workKind, Attempt attempt) {
    return switch (workKind) {
      case QUICK, SLOW -> HistoryEntry.HandlerDecision.PROCESSED;
      case FLAKY ->
          attempt.number() == 1
              ? HistoryEntry.HandlerDecision.FAILED
              : HistoryEntry.HandlerDecision.PROCESSED;
      case FAILING -> HistoryEntry.HandlerDecision.FAILED;
      case HOPELESS -> HistoryEntry.HandlerDecision.GAVE_UP;
    };
  }
}
