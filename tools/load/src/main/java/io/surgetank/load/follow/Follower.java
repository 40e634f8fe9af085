package io.surgetank.load.follow;

import io.surgetank.load.shape.LoadClock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Follows ids until each has ended, is known to be lost, or the wait is over.
public final class Follower {
  /// Fewer are asked for one by one: a list may hold many jobs of others.
  private static final int FEW = 200;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final StatusPoller statusPoller;
  private final LoadClock loadClock;
  private final Findings findings;
  private final Strictness strictness;

  public Follower(
      StatusPoller statusPoller, LoadClock loadClock, Findings findings, Strictness strictness) {
    this.statusPoller = statusPoller;
    this.loadClock = loadClock;
    this.findings = findings;
    this.strictness = strictness;
  }

  /// How many were found how. `left` is told how many are still open, now and then.
  public Map<JobObservation, Long> follow(
      Collection<Tracked> jobs, Duration wait, LongConsumer left) throws InterruptedException {
    var open = new HashMap<String, Tracked>();
    jobs.forEach(job -> open.put(job.id(), job));
    Map<JobObservation, Long> ends = new EnumMap<>(JobObservation.class);
    Map<String, JobObservation> last = Map.of();
    long deadline = loadClock.nanoTime() + wait.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!open.isEmpty()) {
      last = look(open);
      last.forEach((id, jobObservation) -> {
        if (jobObservation.isEnd() || jobObservation == JobObservation.MISSING)
          close(open, id, jobObservation, ends);
      });
      left.accept(open.size());
      long now = loadClock.nanoTime();
      if (open.isEmpty() || now >= deadline) break;
      loadClock.until(Math.min(deadline, now + pause.toNanos()));
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
    for (String id : java.util.List.copyOf(open.keySet()))
      close(open, id, last.getOrDefault(id, JobObservation.UNKNOWN), ends);
    return ends;
  }

  private Map<String, JobObservation> look(Map<String, Tracked> open) throws InterruptedException {
    if (open.size() <= FEW) return statusPoller.each(open.values());
    String location = open.values().iterator().next().location();
    String path = location.substring(0, location.lastIndexOf('/'));
    var found = new HashMap<>(statusPoller.listed(path, open));
    var unmet = new HashMap<>(open);
    unmet.keySet().removeAll(found.keySet());
    found.putAll(statusPoller.each(unmet.values()));
    return found;
  }

  private void close(
      Map<String, Tracked> open,
      String id,
      JobObservation jobObservation,
      Map<JobObservation, Long> ends) {
    Tracked job = open.remove(id);
    if (job == null) return;
    ends.merge(jobObservation, 1L, Long::sum);
    boolean failed =
        job.expected() == Tracked.Expected.PROCESSED && jobObservation != JobObservation.PROCESSED;
    switch (jobObservation) {
      case PROCESSED -> {}
      case DEAD, CANCELLED -> {
        if (failed && strictness == Strictness.ALL_MUST_SUCCEED)
          findings.add(
              id,
              jobObservation == JobObservation.DEAD ? "was accepted and died" : "was cancelled");
      }
      case WAITING -> findings.add(id, "was accepted and has not ended");
      case MISSING -> findings.add(id, "was accepted and is not there: lost");
      case UNKNOWN -> findings.add(id, "was accepted, and the server does not say how it stands");
    }
  }
}
