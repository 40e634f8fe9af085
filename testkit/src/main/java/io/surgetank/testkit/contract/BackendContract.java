package io.surgetank.testkit.contract;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;

/// The root of all contracts: how a test comes by a backend.
public interface BackendContract {
  /// Opens a new and empty backend for these pipelines, whose only clock is `clock`. Whoever
  /// implements this closes after each test what it opened in it.
  Backend open(Pipelines pipelines, TestClock clock);

  default BackendHarness bench() {
    return bench(SamplePipelines.PIPELINES);
  }

  default BackendHarness bench(Pipelines pipelines) {
    var clock = new TestClock();
    return new BackendHarness(open(pipelines, clock), clock);
  }
}
