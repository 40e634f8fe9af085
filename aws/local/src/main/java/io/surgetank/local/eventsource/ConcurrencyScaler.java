package io.surgetank.local.eventsource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Computes how many concurrent invocations a mapping may have at a time.
final class ConcurrencyScaler {
  private final MappingLimits mappingLimits;
  private final Assumptions assumptions;
  private final int cap;
  private final int start;
  private final boolean mayIdle;

  private double level;
  private boolean backlog;
  private Instant updatedAt;
  private Instant growsFrom;
  private Instant scalesDownFrom;
  private Instant lastMessagesAt;

  ConcurrencyScaler(MappingConfig mappingConfig, Instant now) {
    this.mappingLimits = mappingConfig.mappingLimits();
    this.assumptions = mappingConfig.assumptions();
    this.cap = mappingConfig.cap();
    this.start = Math.min(cap, mappingLimits.start());
    this.mayIdle = mappingConfig.sqsTrigger().maximumConcurrency().isEmpty();
    this.level = start;
    this.updatedAt = now;
    this.growsFrom = now;
    this.scalesDownFrom = now;
    this.lastMessagesAt = now;
  }

  int allowed(Instant now) {
    advance(now);
    boolean noMessages = !now.isBefore(lastMessagesAt.plus(assumptions.idleAfter()));
    boolean idle = mayIdle && !backlog && noMessages;
    double allowed = idle ? Math.min(level, mappingLimits.idle()) : level;
    // Rounding errors of added fractions must not cost an invocation.
    return Math.max(1, (int) Math.floor(allowed + 1e-6));
  }

  /// A poll returned messages.
  void found(Instant polledAt, Instant now) {
    advance(now);
    lastMessagesAt = now;
    backlog = Duration.between(polledAt, now).compareTo(assumptions.backlogWait()) < 0;
  }

  /// A poll has waited for a while without messages.
  void waited(Instant now) {
    advance(now);
    backlog = false;
  }

  /// When the next invocation will be allowed without further events.
  Optional<Instant> growsAt(Instant now) {
    advance(now);
    double target = backlog ? cap : start;
    if (level >= target) return Optional.empty();
    double missing = Math.min(target, Math.floor(level + 1e-6) + 1) - level;
    long nanos = (long) Math.ceil(missing * 60e9 / mappingLimits.growthPerMinute());
    return Optional.of((now.isBefore(growsFrom) ? growsFrom : now).plusNanos(nanos));
  }

  boolean hasBacklog() {
    return backlog;
  }

  /// A poll ended without messages.
  void foundNothing(Instant now) {
    advance(now);
    backlog = false;
    if (level > start) level = Math.max(start, level - 1);
  }

  /// An invocation failed or was throttled.
  void scaleDown(Instant now) {
    advance(now);
    growsFrom = now.plus(assumptions.recovery());
    if (now.isBefore(scalesDownFrom)) return;
    scalesDownFrom = now.plus(assumptions.scaleDownInterval());
    double reduced = Math.max(assumptions.minConcurrency(), level * assumptions.scaleDownFactor());
    level = Math.min(level, reduced);
  }

  private void advance(Instant now) {
    Instant from = updatedAt.isBefore(growsFrom) ? growsFrom : updatedAt;
    if (now.isAfter(updatedAt)) updatedAt = now;
    double target = backlog ? cap : start;
    if (!now.isAfter(from) || level >= target) return;
    double seconds = Duration.between(from, now).toNanos() / 1e9;
    level = Math.min(target, level + seconds * mappingLimits.growthPerMinute() / 60);
  }
}
