package io.surgetank.core.pipeline;

import java.time.Duration;

/// How long records are kept after their end: `records` for processed and cancelled jobs,
/// `deadLetters` for dead ones. A job's keys live as long as its record.
public record Retention(Duration records, Duration deadLetters) {
  public Retention {
    if (!records.isPositive() || !deadLetters.isPositive())
      throw new IllegalArgumentException("retention times must be positive");
  }
}
