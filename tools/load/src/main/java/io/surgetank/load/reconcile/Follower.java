package io.surgetank.load.reconcile;

import io.surgetank.load.profile.LoadClock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Polls jobs until each has a final state or is missing, or until the wait is over.
public final class Follower {
  /// Up to this many are polled one by one: a list may contain many other jobs.
  private static final int MAX_SINGLE_POLLS = 200;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final StatusPoller statusPoller;
  private final LoadClock loadClock;
  private final Findings findings;
  private final PassCriteria passCriteria;

  public Follower(
      StatusPoller statusPoller,
      LoadClock loadClock,
      Findings findings,
      PassCriteria passCriteria) {
    this.statusPoller = statusPoller;
    this.loadClock = loadClock;
    this.findings = findings;
    this.passCriteria = passCriteria;
  }

  /// Returns the number of jobs per observation. `left` receives the number still open after each
  /// poll.
  public Map<JobObservation, Long> follow(
      Collection<TrackedJob> jobs, Duration wait, LongConsumer left) throws InterruptedException {
    var open = new HashMap<String, TrackedJob>();
    jobs.forEach(job -> open.put(job.id(), job));
    Map<JobObservation, Long> counts = new EnumMap<>(JobObservation.class);
    Map<String, JobObservation> last = Map.of();
    long deadline = loadClock.nanoTime() + wait.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!open.isEmpty()) {
      last = poll(open);
      last.forEach((id, jobObservation) -> {
        if (jobObservation.isFinal() || jobObservation == JobObservation.MISSING)
          close(open, id, jobObservation, counts);
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
      close(open, id, last.getOrDefault(id, JobObservation.UNKNOWN), counts);
    return counts;
  }

  private Map<String, JobObservation> poll(Map<String, TrackedJob> open)
      throws InterruptedException {
    if (open.size() <= MAX_SINGLE_POLLS) return statusPoller.pollEach(open.values());
    String location = open.values().iterator().next().location();
    String path = location.substring(0, location.lastIndexOf('/'));
    var found = new HashMap<>(statusPoller.pollList(path, open));
    var rest = new HashMap<>(open);
    rest.keySet().removeAll(found.keySet());
    found.putAll(statusPoller.pollEach(rest.values()));
    return found;
  }

  private void close(
      Map<String, TrackedJob> open,
      String id,
      JobObservation jobObservation,
      Map<JobObservation, Long> counts) {
    TrackedJob job = open.remove(id);
    if (job == null) return;
    counts.merge(jobObservation, 1L, Long::sum);
    boolean failed =
        job.expected() == TrackedJob.Expected.PROCESSED
            && jobObservation != JobObservation.PROCESSED;
    switch (jobObservation) {
      case PROCESSED -> {}
      case DEAD, CANCELLED -> {
        if (failed && passCriteria == PassCriteria.ALL_MUST_SUCCEED)
          findings.add(
              id,
              jobObservation == JobObservation.DEAD ? "was accepted and is dead" : "was cancelled");
      }
      case UNFINISHED -> findings.add(id, "was accepted and has no final state");
      case MISSING -> findings.add(id, "was accepted and is missing: lost");
      case UNKNOWN -> findings.add(id, "was accepted, and the server does not report its status");
    }
  }
}
