package io.surgetank.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.load.measure.LatencyPercentiles;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.measure.ServerBacklog;
import io.surgetank.load.payload.FilePayloads;
import io.surgetank.load.payload.PayloadMix;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.profile.ClosedLoop;
import io.surgetank.load.profile.ConstantRate;
import io.surgetank.load.profile.LoadClock;
import io.surgetank.load.profile.RequestRate;
import io.surgetank.load.reconcile.Findings;
import io.surgetank.load.reconcile.ResultRecorder;
import io.surgetank.load.send.SubmissionResult;
import io.surgetank.load.send.SubmissionSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With a test clock that advances only by waits and requests.
class OpenLoopTest {
  private static final long MILLISECOND = 1_000_000;

  private long now;
  private final LoadClock loadClock =
      new LoadClock() {
        @Override
        public long nanoTime() {
          return now;
        }

        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public void until(long nanoTime) {
          now = Math.max(now, nanoTime);
        }
      };

  private final Meter meter = new Meter(Meter.HistogramLog.NONE);
  private final ResultRecorder resultRecorder = new ResultRecorder(new Findings());
  private final List<Long> starts = new ArrayList<>();

  /// Takes 1 ms for each request and 1 s for the 50th.
  private SubmissionResult stallsOnce(long number) {
    starts.add(now);
    now += number == 50 ? 1000 * MILLISECOND : MILLISECOND;
    return new SubmissionResult.Accepted(202, "/orders/" + number);
  }

  private LoadGenerator generator() {
    SubmissionSender submissionSender =
        generatedSubmission -> stallsOnce(generatedSubmission.number());
    var payloads = new FilePayloads(List.of("{}"));
    var submissions = new Submissions(payloads, PayloadMix.ALL_VALID, 1, Submissions.Keys.NONE);
    // One request at a time, in the caller's thread.
    return new LoadGenerator(
        loadClock,
        Runnable::run,
        submissions,
        submissionSender,
        new LoadGenerator.Recorders(meter, resultRecorder));
  }

  private static LoadGenerator.Bounds upTo(long max) {
    return new LoadGenerator.Bounds(max, 1, () -> false);
  }

  private LatencyPercentiles latencies() {
    meter.tick(Duration.ofSeconds(1), ServerBacklog.UNKNOWN);
    return meter.latencies();
  }

  @Test
  void a_stall_counts_in_the_latency_of_all_requests_intended_to_start_during_it()
      throws Exception {
    var loadModel = new ConstantRate(RequestRate.parse("100/s"), Duration.ofSeconds(10));

    generator().openLoop(loadModel.rateProfile(), upTo(1_000_000));

    LatencyPercentiles latencyPercentiles = latencies();
    assertThat(latencyPercentiles.count()).isEqualTo(1000);
    assertThat(latencyPercentiles.max()).isBetween(Duration.ofMillis(999), Duration.ofMillis(1001));
    // 100/s during a stall of 1 s: about 110 requests waited, half of them over 0.5 s.
    assertThat(latencyPercentiles.p90()).isGreaterThan(Duration.ofMillis(50));
    assertThat(latencyPercentiles.p99()).isGreaterThan(Duration.ofMillis(800));
    assertThat(latencyPercentiles.p50()).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void requests_start_on_time_while_the_server_keeps_up() throws Exception {
    var loadModel = new ConstantRate(RequestRate.parse("100/s"), Duration.ofMillis(400));

    generator().openLoop(loadModel.rateProfile(), upTo(1_000_000));

    assertThat(starts).hasSize(40);
    assertThat(starts.get(39)).isEqualTo(390 * MILLISECOND);
    assertThat(latencies().max()).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void closed_loop_latency_excludes_the_wait_for_a_permit() throws Exception {
    generator().closedLoop(new ClosedLoop(100, 10, 1, Duration.ZERO), upTo(1_000_000));

    assertThat(latencies().p90()).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void there_is_a_delay_between_batches() throws Exception {
    generator().closedLoop(new ClosedLoop(30, 10, 5, Duration.ofMillis(100)), upTo(1_000_000));

    assertThat(starts).hasSize(30);
    assertThat(starts.get(10) - starts.get(9)).isEqualTo(101 * MILLISECOND);
    assertThat(starts.get(11) - starts.get(10)).isEqualTo(MILLISECOND);
  }

  @Test
  void no_run_sends_more_than_its_maximum() throws Exception {
    generator().closedLoop(new ClosedLoop(1000, 50, 10, Duration.ZERO), upTo(20));
    assertThat(resultRecorder.counts().sent()).isEqualTo(20);

    var endless = new ConstantRate(RequestRate.parse("1000/s"), Duration.ofHours(1));
    generator().openLoop(endless.rateProfile(), upTo(20));
    assertThat(resultRecorder.counts().sent()).isEqualTo(40);
  }
}
