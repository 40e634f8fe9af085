package io.surgetank.load.shape;

import java.util.List;

/// How the requests of a run are spread over time.
public sealed interface Shape {

  /// So many requests, in batches; the next begins when this one is answered. Closed loop: a slow
  /// server is sent less.
  record Closed(BatchShape batchShape) implements Shape {}

  /// Requests begin when they are meant to, whatever the server does.
  sealed interface Open extends Shape permits ConstantRate, StepShape, Spike, Ramp {
    List<Segment> segments();

    default RateProfile course() {
      return new RateProfile(segments());
    }

    /// Whether the run ends when the server breaks.
    default boolean endsAtBreak() {
      return false;
    }
  }
}
