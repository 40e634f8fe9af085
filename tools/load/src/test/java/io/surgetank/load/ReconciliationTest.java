package io.surgetank.load;

import static io.surgetank.load.JobLosingServer.LOST;
import static io.surgetank.load.JobLosingServer.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.FilePayloads;
import io.surgetank.load.payload.PayloadMix;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.profile.ClosedLoop;
import io.surgetank.load.profile.LoadClock;
import io.surgetank.load.profile.LoadModel;
import io.surgetank.load.reconcile.Finding;
import io.surgetank.load.reconcile.IdFile;
import io.surgetank.load.reconcile.JobObservation;
import io.surgetank.load.reconcile.PassCriteria;
import io.surgetank.load.reconcile.Reconciliation;
import io.surgetank.load.report.HtmlReport;
import io.surgetank.load.report.JsonReport;
import io.surgetank.load.report.LoadResult;
import io.surgetank.load.send.ServerUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
  private static final LoadClock REAL =
      new LoadClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public void until(long nanoTime) throws InterruptedException {
          while (nanoTime - System.nanoTime() > 0) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
            if (Thread.interrupted()) throw new InterruptedException();
          }
        }
      };

  private static LoadPlan plan(ServerUrl serverUrl, long total, PayloadMix payloadMix) {
    var keys = payloadMix.duplicates() > 0 ? Submissions.Keys.EACH : Submissions.Keys.NONE;
    return new LoadPlan(
        serverUrl,
        "/jobs",
        "",
        new Submissions(new FilePayloads(List.of("{\"a\":1}")), payloadMix, 42, keys),
        new LoadModel.Closed(new ClosedLoop(total, 50, 10, Duration.ZERO)),
        LoadPlan.Limits.DEFAULT,
        new LoadPlan.Following.Within(Duration.ofMillis(200)),
        PassCriteria.ALL_MUST_SUCCEED,
        Meter.HistogramLog.NONE,
        Optional.empty());
  }

  private static LoadResult load(LongFunction<String> statuses, long total, PayloadMix payloadMix)
      throws Exception {
    try (var server = JobLosingServer.with(statuses)) {
      return new LoadTest(REAL, ProgressListener.NONE)
          .run(plan(server.target(), total, payloadMix));
    }
  }

  private static LongFunction<String> all(String status) {
    return _ -> status;
  }

  private static LongFunction<String> onlyThe(long nth, String status) {
    return n -> n == nth ? status : "PROCESSED";
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 150, 700})
  void a_run_without_mismatches_passes(long total) throws Exception {
    Reconciliation good = load(all("PROCESSED"), total, PayloadMix.ALL_VALID).reconciliation();

    assertThat(good.findings()).isEmpty();
    assertThat(good.passes()).isTrue();
    assertThat(good.requestCounts().accepted()).isEqualTo(total);
    assertThat(good.count(JobObservation.PROCESSED)).isEqualTo(total);
  }

  /// Few jobs are polled one by one, many by the list.
  @ParameterizedTest
  @ValueSource(longs = {20, 700})
  void a_lost_job_is_reported(long total) throws Exception {
    Reconciliation bad = load(onlyThe(13, LOST), total, PayloadMix.ALL_VALID).reconciliation();

    assertThat(bad.passes()).isFalse();
    assertThat(bad.findings())
        .containsExactly(new Finding(id(13), "was accepted and is missing: lost"));
    assertThat(bad.count(JobObservation.MISSING)).isEqualTo(1);
    assertThat(bad.count(JobObservation.PROCESSED)).isEqualTo(total - 1);
  }

  @Test
  void a_job_without_a_final_state_is_reported_after_the_wait() throws Exception {
    Reconciliation bad = load(onlyThe(4, "RETRYING"), 300, PayloadMix.ALL_VALID).reconciliation();

    assertThat(bad.findings())
        .containsExactly(new Finding(id(4), "was accepted and has no final state"));
  }

  @Test
  void a_dead_order_fails_the_run() throws Exception {
    Reconciliation bad = load(onlyThe(3, "DEAD"), 10, PayloadMix.ALL_VALID).reconciliation();

    assertThat(bad.findings()).containsExactly(new Finding(id(3), "was accepted and is dead"));
  }

  @Test
  void poison_may_die_duplicates_are_replayed_and_invalid_submissions_refused() throws Exception {
    var payloadMix = new PayloadMix(0.1, 0.2, 0.05);
    Reconciliation good = load(all("PROCESSED"), 500, payloadMix).reconciliation();

    assertThat(good.findings()).isEmpty();
    assertThat(good.requestCounts().replayed()).isBetween(60L, 140L);
    assertThat(good.requestCounts().refused().get("invalid")).isBetween(20L, 90L);
    assertThat(
            good.requestCounts().accepted()
                + good.requestCounts().replayed()
                + good.requestCounts().totalRefused())
        .isEqualTo(500);
    // A replay refers to an accepted job: each is followed once.
    assertThat(good.followed()).isEqualTo(good.requestCounts().accepted());
    assertThat(load(all("DEAD"), 50, new PayloadMix(0, 0, 1)).reconciliation().passes()).isTrue();
  }

  @Test
  void every_submission_fails_without_a_server() throws Exception {
    ServerUrl gone;
    try (var server = JobLosingServer.with(all("PROCESSED"))) {
      gone = server.target();
    }
    var bad =
        new LoadTest(REAL, ProgressListener.NONE)
            .run(plan(gone, 5, PayloadMix.ALL_VALID))
            .reconciliation();

    assertThat(bad.passes()).isFalse();
    assertThat(bad.requestCounts().totalFailed()).isEqualTo(5);
  }

  @Test
  void saved_ids_are_verified_later(@TempDir Path folder) throws Exception {
    var ids = folder.resolve("ids.ndjson");
    try (var server = JobLosingServer.with(onlyThe(7, LOST))) {
      var loadPlan = plan(server.target(), 20, PayloadMix.ALL_VALID);
      var saving =
          new LoadPlan(
              loadPlan.serverUrl(),
              loadPlan.path(),
              loadPlan.pipeline(),
              loadPlan.submissions(),
              loadPlan.loadModel(),
              loadPlan.limits(),
              loadPlan.following(),
              loadPlan.passCriteria(),
              loadPlan.log(),
              Optional.of(ids));
      var loadTest = new LoadTest(REAL, ProgressListener.NONE);
      loadTest.run(saving);

      var later = loadTest.verify(server.target(), new IdFile(ids).read(), Duration.ZERO);

      assertThat(later.followed()).isEqualTo(20);
      assertThat(later.findings()).extracting(Finding::subject).containsExactly(id(7));
    }
  }

  @Test
  void json_and_page_have_the_complete_result() throws Exception {
    LoadResult loadResult = load(onlyThe(2, LOST), 20, PayloadMix.ALL_VALID);

    var json = JsonReport.of(loadResult);
    assertThat(json.path("passes").asBoolean(true)).isFalse();
    assertThat(json.path("sent").asLong()).isEqualTo(20);
    assertThat(json.path("codes").path("202").asLong()).isEqualTo(20);
    assertThat(json.path("jobs").path("missing").asLong()).isEqualTo(1);
    assertThat(json.path("latencyMillis").path("p99").isNumber()).isTrue();
    assertThat(json.at("/findings/0/subject").asString()).isEqualTo(id(2));
    assertThat(Json.read(Json.write(json))).isNotNull();
    String page = HtmlReport.of(loadResult, "<script>");
    assertThat(page).contains("1 finding:", id(2), "<svg", "&lt;script&gt;");
    assertThat(page).doesNotContain("{{", "<script", "http://", "https://");
  }

  @Test
  void the_histogram_log_contains_every_response() throws Exception {
    var out = new ByteArrayOutputStream();
    var meter =
        new Meter(
            Meter.HistogramLog.to(
                new PrintStream(out, true, StandardCharsets.UTF_8), Instant.EPOCH));
    meter.record("202", 1_000_000, false);
    meter.tick(Duration.ofSeconds(1), io.surgetank.load.measure.ServerBacklog.UNKNOWN);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("StartTimestamp", "HISTFAAA");
  }
}
