package io.surgetank.proof.load;

import io.surgetank.proof.history.HistoryEntry.Submitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// What clients remember of the jobs of one store, over restarts. Safe for several threads.
public final class KnownJobs {
  /// Older ones are only read at the end: requests for recent ones are more often concurrent with
  /// their processing.
  private static final int REMEMBERED = 300;

  private static final int RECENT = 8;

  private final AtomicLong numbers = new AtomicLong();
  private final List<KnownJob> jobs = new ArrayList<>();
  private final List<KnownJob> dead = new ArrayList<>();
  private final List<KnownJob> unchecked = new ArrayList<>();
  private final List<Submitted> keyed = new ArrayList<>();

  record KnownJob(String pipeline, String id) {
    String path() {
      return "/" + pipeline + "/" + id;
    }
  }

  /// A number that was not used before, for a request or a payload.
  long nextNumber() {
    return numbers.incrementAndGet();
  }

  synchronized void acknowledged(KnownJob job) {
    add(jobs, job);
    unchecked.add(job);
  }

  synchronized void seenDead(KnownJob job) {
    add(dead, job);
  }

  synchronized void sentWithKey(Submitted submitted) {
    add(keyed, submitted);
  }

  private static <T> void add(List<T> list, T element) {
    if (list.size() == REMEMBERED) list.removeFirst();
    list.add(element);
  }

  synchronized Optional<KnownJob> anyJob(RandomGenerator random) {
    return any(jobs, random);
  }

  /// One of the last few, which most likely waits.
  synchronized Optional<KnownJob> anyRecentJob(RandomGenerator random) {
    return any(jobs.subList(Math.max(0, jobs.size() - RECENT), jobs.size()), random);
  }

  synchronized Optional<KnownJob> anyDead(RandomGenerator random) {
    return any(dead, random);
  }

  synchronized Optional<Submitted> anyKeyed(RandomGenerator random) {
    return any(keyed, random);
  }

  private static <T> Optional<T> any(List<T> list, RandomGenerator random) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  /// For a load whose jobs are not read again after a restart.
  public synchronized void forgetUnchecked() {
    unchecked.clear();
  }

  /// Jobs that were acknowledged since the last call.
  synchronized List<KnownJob> takeUnchecked() {
    List<KnownJob> taken = List.copyOf(unchecked);
    unchecked.clear();
    return taken;
  }
}
