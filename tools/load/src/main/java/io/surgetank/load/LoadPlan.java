package io.surgetank.load;

import io.surgetank.load.follow.Strictness;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.send.LoadTarget;
import io.surgetank.load.shape.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// All that a run is told.
///
/// @param pipeline whose backlog is shown; empty for all
/// @param ids where the ids are saved before they are followed
public record LoadPlan(
    LoadTarget loadTarget,
    String path,
    String pipeline,
    Submissions submissions,
    Shape shape,
    Limits limits,
    Following following,
    Strictness strictness,
    Meter.HistogramLog log,
    Optional<Path> ids) {

  /// What a run never goes beyond.
  ///
  /// @param atOnce requests without an answer, in an open loop
  /// @param timeout the longest wait for one answer
  public record Limits(long requests, Duration time, int atOnce, Duration timeout) {
    /// A thousand connections are a crowd; a million requests an hour's run.
    public static final Limits DEFAULT =
        new Limits(1_000_000, Duration.ofHours(1), 1_000, Duration.ofSeconds(30));

    public Limits {
      if (requests < 1) throw new IllegalArgumentException("--max-requests is at least 1");
      if (!time.isPositive()) throw new IllegalArgumentException("--max-time is above zero");
      if (atOnce < 1) throw new IllegalArgumentException("--max-in-flight is at least 1");
      if (!timeout.isPositive()) throw new IllegalArgumentException("--timeout is above zero");
    }
  }

  /// What is done with the ids at the end.
  public sealed interface Following {
    /// Each is followed to its end, at most so long.
    record Within(Duration longest) implements Following {}

    /// The server has no lists and no jobs to ask for: answers are counted, and that is all.
    record Not() implements Following {}
  }
}
