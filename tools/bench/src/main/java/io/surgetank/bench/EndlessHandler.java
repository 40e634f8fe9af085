package io.surgetank.bench;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;

/// A handler that occupies a core without end and ignores interruption.
public final class EndlessHandler implements Handler {
  @Override
  public Outcome handle(Job job, Attempt attempt) {
    while (true) Thread.onSpinWait();
  }
}
