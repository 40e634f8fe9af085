package io.surgetank.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many calls at once a mapping may make, from moment to moment.
final class ConcurrencyScaler {
  private final MappingLimits mappingLimits;
  private final Assumptions assumptions;
  private final int cap;
  private final int start;
  private final boolean mayIdle;

  private double level;
  private boolean backlog;
  private Instant at;
  private Instant growsFrom;
  private Instant slowsFrom;
  private Instant busyAt;

  ConcurrencyScaler(MappingConfig mappingConfig, Instant now) {
    this.mappingLimits = mappingConfig.mappingLimits();
    this.assumptions = mappingConfig.assumptions();
    this.cap = mappingConfig.cap();
    this.start = Math.min(cap, mappingLimits.start());
    this.mayIdle = mappingConfig.sqsTrigger().maximumConcurrency().isEmpty();
    this.level = start;
    this.at = now;
    this.growsFrom = now;
    this.slowsFrom = now;
    this.busyAt = now;
  }

  int allowed(Instant now) {
    pass(now);
    boolean longAgo = !now.isBefore(busyAt.plus(assumptions.idleAfter()));
    boolean idle = mayIdle && !backlog && longAgo;
    double calls = idle ? Math.min(level, mappingLimits.idle()) : level;
    // What adding up fractions of a call leaves short of the whole one must not cost it.
    return Math.max(1, (int) Math.floor(calls + 1e-6));
  }

  /// A poll brought messages.
  void found(Instant asked, Instant now) {
    pass(now);
    busyAt = now;
    backlog = Duration.between(asked, now).compareTo(assumptions.prompt()) < 0;
  }

  /// A poll has been waiting for a while.
  void waits(Instant now) {
    pass(now);
    backlog = false;
  }

  /// When one more call will be allowed, if all goes on as it does.
  Optional<Instant> growsAt(Instant now) {
    pass(now);
    double goal = backlog ? cap : start;
    if (level >= goal) return Optional.empty();
    double missing = Math.min(goal, Math.floor(level + 1e-6) + 1) - level;
    long nanos = (long) Math.ceil(missing * 60e9 / mappingLimits.growthPerMinute());
    return Optional.of((now.isBefore(growsFrom) ? growsFrom : now).plusNanos(nanos));
  }

  boolean seesBacklog() {
    return backlog;
  }

  /// A poll waited in vain.
  void foundNothing(Instant now) {
    pass(now);
    backlog = false;
    if (level > start) level = Math.max(start, level - 1);
  }

  /// A call failed or was throttled.
  void slow(Instant now) {
    pass(now);
    growsFrom = now.plus(assumptions.recovery());
    if (now.isBefore(slowsFrom)) return;
    slowsFrom = now.plus(assumptions.slowingEvery());
    double slower = Math.max(assumptions.slowest(), level * assumptions.slowing());
    level = Math.min(level, slower);
  }

  private void pass(Instant now) {
    Instant from = at.isBefore(growsFrom) ? growsFrom : at;
    if (now.isAfter(at)) at = now;
    double goal = backlog ? cap : start;
    if (!now.isAfter(from) || level >= goal) return;
    double seconds = Duration.between(from, now).toNanos() / 1e9;
    level = Math.min(goal, level + seconds * mappingLimits.growthPerMinute() / 60);
  }
}
