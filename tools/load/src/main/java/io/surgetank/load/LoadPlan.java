package io.surgetank.load;

import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.profile.LoadModel;
import io.surgetank.load.reconcile.PassCriteria;
import io.surgetank.load.send.ServerUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The settings of a run.
///
/// @param pipeline whose backlog is shown; empty: all
/// @param ids the file that ids are saved to before they are followed
public record LoadPlan(
    ServerUrl serverUrl,
    String path,
    String pipeline,
    Submissions submissions,
    LoadModel loadModel,
    Limits limits,
    Following following,
    PassCriteria passCriteria,
    Meter.HistogramLog log,
    Optional<Path> ids) {

  /// When a load test ends by itself.
  ///
  /// @param maxInFlight requests without a response, in an open loop
  /// @param timeout of one response
  public record Limits(long requests, Duration time, int maxInFlight, Duration timeout) {
    public static final Limits DEFAULT =
        new Limits(1_000_000, Duration.ofHours(1), 1_000, Duration.ofSeconds(30));

    public Limits {
      if (requests < 1) throw new IllegalArgumentException("--max-requests must be at least 1");
      if (!time.isPositive())
        throw new IllegalArgumentException("--max-time must be greater than zero");
      if (maxInFlight < 1) throw new IllegalArgumentException("--max-in-flight must be at least 1");
      if (!timeout.isPositive())
        throw new IllegalArgumentException("--timeout must be greater than zero");
    }
  }

  /// Whether accepted jobs are followed by their ids.
  public sealed interface Following {
    /// Each to its final state, at most for `maxWait`.
    record Within(Duration maxWait) implements Following {}

    /// For servers without a jobs API: responses are only counted.
    record Disabled() implements Following {}
  }
}
