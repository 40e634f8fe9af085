package io.surgetank.proof.campaign;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The progress of a campaign with a time limit of one minute, and a clock on which a fixed time
/// passes between two readings: it does not depend on the speed of the machine when the limit is
/// reached.
public final class SteppingProgress {
  private SteppingProgress() {}

  /// Starts the clock.
  ///
  /// @param step between two readings of the clock
  public static CampaignProgress of(Duration step) {
    var now = new AtomicLong();
    return new CampaignProgress(
        "",
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        () -> now.addAndGet(step.toNanos()),
        new StopCondition(Integer.MAX_VALUE, Optional.of(Duration.ofMinutes(1))));
  }
}
