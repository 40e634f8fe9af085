package io.surgetank.load.follow;

import io.surgetank.load.shape.Pace;
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

  private final Inquiry inquiry;
  private final Pace pace;
  private final Findings findings;
  private final Strictness strictness;

  public Follower(Inquiry inquiry, Pace pace, Findings findings, Strictness strictness) {
    this.inquiry = inquiry;
    this.pace = pace;
    this.findings = findings;
    this.strictness = strictness;
  }

  /// How many were found how. `left` is told how many are still open, now and then.
  public Map<Seen, Long> follow(Collection<Tracked> jobs, Duration wait, LongConsumer left)
      throws InterruptedException {
    var open = new HashMap<String, Tracked>();
    jobs.forEach(job -> open.put(job.id(), job));
    Map<Seen, Long> ends = new EnumMap<>(Seen.class);
    Map<String, Seen> last = Map.of();
    long deadline = pace.nanoTime() + wait.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!open.isEmpty()) {
      last = look(open);
      last.forEach((id, seen) -> {
        if (seen.isEnd() || seen == Seen.MISSING) close(open, id, seen, ends);
      });
      left.accept(open.size());
      long now = pace.nanoTime();
      if (open.isEmpty() || now >= deadline) break;
      pace.until(Math.min(deadline, now + pause.toNanos()));
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
    for (String id : java.util.List.copyOf(open.keySet()))
      close(open, id, last.getOrDefault(id, Seen.UNKNOWN), ends);
    return ends;
  }

  private Map<String, Seen> look(Map<String, Tracked> open) throws InterruptedException {
    if (open.size() <= FEW) return inquiry.each(open.values());
    String location = open.values().iterator().next().location();
    String path = location.substring(0, location.lastIndexOf('/'));
    var found = new HashMap<>(inquiry.listed(path, open));
    var unmet = new HashMap<>(open);
    unmet.keySet().removeAll(found.keySet());
    found.putAll(inquiry.each(unmet.values()));
    return found;
  }

  private void close(Map<String, Tracked> open, String id, Seen seen, Map<Seen, Long> ends) {
    Tracked job = open.remove(id);
    if (job == null) return;
    ends.merge(seen, 1L, Long::sum);
    boolean failed = job.expected() == Tracked.Expected.PROCESSED && seen != Seen.PROCESSED;
    switch (seen) {
      case PROCESSED -> {}
      case DEAD, CANCELLED -> {
        if (failed && strictness == Strictness.ALL_MUST_SUCCEED)
          findings.add(id, seen == Seen.DEAD ? "was accepted and died" : "was cancelled");
      }
      case WAITING -> findings.add(id, "was accepted and has not ended");
      case MISSING -> findings.add(id, "was accepted and is not there: lost");
      case UNKNOWN -> findings.add(id, "was accepted, and the server does not say how it stands");
    }
  }
}
