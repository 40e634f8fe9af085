package io.surgetank.testkit.contract;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;

/// The base of all contracts: opens backends.
public interface BackendContract {
  /// Opens a new and empty backend for these pipelines, whose only clock is `clock`.
  /// Implementations close after each test what they opened.
  Backend open(Pipelines pipelines, TestClock clock);

  /// How many starts the backend has counted.
  ///
  /// @param ended attempts that have ended
  /// @param running attempts that have not
  default long countedStarts(long ended, long running) {
    return ended + running;
  }

  default BackendHarness harness() {
    return harness(SamplePipelines.PIPELINES);
  }

  default BackendHarness harness(Pipelines pipelines) {
    var clock = new TestClock();
    return new BackendHarness(open(pipelines, clock), clock);
  }
}
