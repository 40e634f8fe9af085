package io.surgetank.proof.durability;

import java.util.Optional;

/// What is expected of a job's record.
///
/// @param round how often it was redriven
/// @param number of the last attempt in this round, or 0
/// @param attempts finished ones, in all rounds
/// @param endedAt by the recorded process's clock, in milliseconds
record JobState(Phase phase, int round, int number, int attempts, long endedAt) {
  enum Phase {
    /// Not stored, or removed.
    ABSENT,
    PENDING,
    LEASED,
    RETRYING,
    PROCESSED,
    DEAD,
    CANCELLED
  }

  static final JobState ABSENT = new JobState(Phase.ABSENT, 0, 0, 0, 0);
  static final JobState PENDING = new JobState(Phase.PENDING, 0, 0, 0, 0);

  /// The next state after one call; empty if the call has no effect in this state.
  interface CallEffect {
    Optional<JobState> next(JobState state);
  }

  boolean isWaiting() {
    return phase == Phase.PENDING || phase == Phase.RETRYING;
  }

  boolean hasEnded() {
    return phase == Phase.PROCESSED || phase == Phase.DEAD || phase == Phase.CANCELLED;
  }

  Optional<JobState> put() {
    return phase == Phase.ABSENT ? Optional.of(PENDING) : Optional.empty();
  }

  Optional<JobState> leased() {
    return isWaiting()
        ? Optional.of(new JobState(Phase.LEASED, round, number + 1, attempts, 0))
        : Optional.empty();
  }

  Optional<JobState> released() {
    return phase != Phase.LEASED
        ? Optional.empty()
        : Optional.of(
            new JobState(
                number == 1 ? Phase.PENDING : Phase.RETRYING, round, number - 1, attempts, 0));
  }

  /// @param end RETRYING, PROCESSED or DEAD
  Optional<JobState> settled(Phase end, long now) {
    return phase != Phase.LEASED
        ? Optional.empty()
        : Optional.of(
            new JobState(end, round, number, attempts + 1, end == Phase.RETRYING ? 0 : now));
  }

  Optional<JobState> cancelled(long now) {
    return isWaiting()
        ? Optional.of(new JobState(Phase.CANCELLED, round, number, attempts, now))
        : Optional.empty();
  }

  Optional<JobState> redriven() {
    return phase == Phase.DEAD
        ? Optional.of(new JobState(Phase.PENDING, round + 1, 0, attempts, 0))
        : Optional.empty();
  }

  Optional<JobState> purged() {
    return phase == Phase.DEAD ? Optional.of(ABSENT) : Optional.empty();
  }

  /// After the lease has expired, or the process has died.
  JobState abandoned(long now) {
    if (phase != Phase.LEASED) return this;
    Phase next = number >= StorePipelines.ATTEMPTS ? Phase.DEAD : Phase.RETRYING;
    return new JobState(next, round, number, attempts + 1, next == Phase.DEAD ? now : 0);
  }

  /// After maintenance, which may also leave the record.
  Optional<JobState> removed(long now) {
    long kept =
        (phase == Phase.DEAD ? StorePipelines.DEAD_LETTERS : StorePipelines.RECORDS).toMillis();
    return hasEnded() && endedAt <= now - kept ? Optional.of(ABSENT) : Optional.empty();
  }

  /// As the record of an opened store shows it: number and time are not compared.
  boolean looksLike(JobState other) {
    return phase == other.phase && round == other.round && attempts == other.attempts;
  }
}
