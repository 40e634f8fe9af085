package io.surgetank.contract;

import io.surgetank.backend.Backend;
import io.surgetank.backend.Clockwork;
import io.surgetank.pipeline.Pipelines;

/// The root of all contracts: how a test comes by a backend.
public interface BackendContract {
  /// Opens a new and empty backend for these pipelines, whose only clock is `clock`. Whoever
  /// implements this closes after each test what it opened in it.
  Backend open(Pipelines pipelines, Clockwork clock);

  default Bench bench() {
    return bench(Samples.PIPELINES);
  }

  default Bench bench(Pipelines pipelines) {
    var clock = new Clockwork();
    return new Bench(open(pipelines, clock), clock);
  }
}
