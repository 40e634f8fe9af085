package io.surgetank.load.profile;

import java.util.List;

/// The distribution of requests over time.
public sealed interface LoadModel {

  /// Closed loop: a batch starts when the previous one has its responses, so a slow server gets
  /// fewer requests.
  record Closed(ClosedLoop closedLoop) implements LoadModel {}

  /// Open loop: requests start at their intended times, however slow the server is.
  sealed interface Open extends LoadModel permits ConstantRate, StepShape, Spike, Ramp {
    List<Segment> segments();

    default RateProfile rateProfile() {
      return new RateProfile(segments());
    }

    /// Whether the run ends when the server is overloaded.
    default boolean endsAtOverload() {
      return false;
    }
  }
}
