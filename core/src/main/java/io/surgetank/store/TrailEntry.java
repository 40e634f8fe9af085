package io.surgetank.store;

import java.time.Instant;

/// One act of an operator: who did what to how many jobs, and when.
public record TrailEntry(Instant at, String actor, Act act, DeadFilter filter, long jobs) {
  public enum Act {
    REDRIVE,
    PURGE
  }
}
