package io.surgetank.proof.aws;

import io.surgetank.proof.history.EntrySink;
import io.surgetank.proof.history.HistoryEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The attempts of an execution environment that may be recorded as abandoned: those that it began
/// without knowing, and those whose outcome it may not have stored.
final class EnvironmentAttempts {
  private static final String JOB = "J#";

  private final EntrySink history;
  private final Set<HistoryEntry.Abandoned> begun = new LinkedHashSet<>();
  private final Set<HistoryEntry.Abandoned> started = new LinkedHashSet<>();
  private final List<String> affectedBodies = new ArrayList<>();
  private boolean isDead;

  EnvironmentAttempts(EntrySink history) {
    this.history = history;
  }

  /// The call fails, or seems to.
  void affected(ServiceCall call) {
    affectedBodies.add(call.body());
  }

  /// The call is executed.
  void executed(ServiceCall call) {
    switch (call.operation()) {
      case "PutItem" -> put(call.json().path("Item"));
      case "TransactWriteItems" -> {
        for (JsonNode write : call.json().path("TransactItems"))
          put(write.path("Put").path("Item"));
      }
      default -> {
        // No other call starts an attempt.
      }
    }
  }

  private void put(JsonNode item) {
    if (!text(item, "status").equals("PROCESSING")) return;
    int round = Integer.parseInt(item.path("round").path("N").stringValue()) + 1;
    int number = Integer.parseInt(item.path("number").path("N").stringValue());
    var attempt = new HistoryEntry.Abandoned(id(text(item, "pk")), round, number);
    if (isDead) history.append(attempt);
    else begun.add(attempt);
  }

  private static String id(String key) {
    if (key.startsWith(JOB)) return key.substring(JOB.length());
    throw new IllegalArgumentException("not the key of a job: " + key);
  }

  private static String text(JsonNode item, String attribute) {
    return item.path(attribute).path("S").asString("");
  }

  /// The handler is called.
  void started(String id, int round, int number) {
    var attempt = new HistoryEntry.Abandoned(id, round, number);
    begun.remove(attempt);
    started.add(attempt);
  }

  /// The environment was killed: none of its attempts may be stored.
  void died() {
    isDead = true;
    begun.forEach(history::append);
    started.forEach(history::append);
  }

  /// An invocation has ended, with the outcomes of all its attempts stored unless a call failed.
  void invocationEnded() {
    begun.forEach(history::append);
    for (HistoryEntry.Abandoned attempt : started)
      if (affectedBodies.stream().anyMatch(body -> body.contains(attempt.id())))
        history.append(attempt);
    begun.clear();
    started.clear();
    affectedBodies.clear();
  }
}
