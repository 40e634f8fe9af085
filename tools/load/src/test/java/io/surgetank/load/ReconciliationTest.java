package io.surgetank.load;

import static io.surgetank.load.ForgetfulServer.LOST;
import static io.surgetank.load.ForgetfulServer.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.load.follow.Finding;
import io.surgetank.load.follow.IdFile;
import io.surgetank.load.follow.JobObservation;
import io.surgetank.load.follow.Reconciliation;
import io.surgetank.load.follow.Strictness;
import io.surgetank.load.measure.Meter;
import io.surgetank.load.payload.FilePayloads;
import io.surgetank.load.payload.PayloadMix;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.report.HtmlReport;
import io.surgetank.load.report.JsonReport;
import io.surgetank.load.report.LoadResult;
import io.surgetank.load.send.LoadTarget;
import io.surgetank.load.shape.BatchShape;
import io.surgetank.load.shape.LoadClock;
import io.surgetank.load.shape.Shape;
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

  private static LoadPlan plan(LoadTarget loadTarget, long total, PayloadMix payloadMix) {
    var keys = payloadMix.duplicates() > 0 ? Submissions.Keys.EACH : Submissions.Keys.NONE;
    return new LoadPlan(
        loadTarget,
        "/jobs",
        "",
        new Submissions(new FilePayloads(List.of("{\"a\":1}")), payloadMix, 42, keys),
        new Shape.Closed(new BatchShape(total, 50, 10, Duration.ZERO)),
        LoadPlan.Limits.DEFAULT,
        new LoadPlan.Following.Within(Duration.ofMillis(200)),
        Strictness.ALL_MUST_SUCCEED,
        Meter.HistogramLog.NONE,
        Optional.empty());
  }

  private static LoadResult load(LongFunction<String> fates, long total, PayloadMix payloadMix)
      throws Exception {
    try (var server = ForgetfulServer.with(fates)) {
      return new LoadTest(REAL, ProgressListener.NOBODY)
          .run(plan(server.target(), total, payloadMix));
    }
  }

  private static LongFunction<String> all(String fate) {
    return _ -> fate;
  }

  private static LongFunction<String> onlyThe(long nth, String fate) {
    return n -> n == nth ? fate : "PROCESSED";
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 150, 700})
  void what_adds_up_is_said_to(long total) throws Exception {
    Reconciliation good = load(all("PROCESSED"), total, PayloadMix.ALL_VALID).reconciliation();

    assertThat(good.findings()).isEmpty();
    assertThat(good.addsUp()).isTrue();
    assertThat(good.requestCounts().accepted()).isEqualTo(total);
    assertThat(good.seen(JobObservation.PROCESSED)).isEqualTo(total);
  }

  /// Few are asked for one by one, many by the list: both must see it.
  @ParameterizedTest
  @ValueSource(longs = {20, 700})
  void a_job_that_was_dropped_behind_its_back_is_named(long total) throws Exception {
    Reconciliation bad = load(onlyThe(13, LOST), total, PayloadMix.ALL_VALID).reconciliation();

    assertThat(bad.addsUp()).isFalse();
    assertThat(bad.findings())
        .containsExactly(new Finding(id(13), "was accepted and is not there: lost"));
    assertThat(bad.seen(JobObservation.MISSING)).isEqualTo(1);
    assertThat(bad.seen(JobObservation.PROCESSED)).isEqualTo(total - 1);
  }

  @Test
  void a_job_that_never_ends_is_named_after_the_wait() throws Exception {
    Reconciliation bad = load(onlyThe(4, "RETRYING"), 300, PayloadMix.ALL_VALID).reconciliation();

    assertThat(bad.findings())
        .containsExactly(new Finding(id(4), "was accepted and has not ended"));
  }

  @Test
  void an_order_that_died_fails_the_run() throws Exception {
    Reconciliation bad = load(onlyThe(3, "DEAD"), 10, PayloadMix.ALL_VALID).reconciliation();

    assertThat(bad.findings()).containsExactly(new Finding(id(3), "was accepted and died"));
  }

  @Test
  void poison_may_die_duplicates_replay_and_invalid_ones_are_refused() throws Exception {
    var payloadMix = new PayloadMix(0.1, 0.2, 0.05);
    Reconciliation good = load(all("PROCESSED"), 500, payloadMix).reconciliation();

    assertThat(good.findings()).isEmpty();
    assertThat(good.requestCounts().replayed()).isBetween(60L, 140L);
    assertThat(good.requestCounts().refused().get("invalid")).isBetween(20L, 90L);
    assertThat(
            good.requestCounts().accepted()
                + good.requestCounts().replayed()
                + good.requestCounts().refusedInAll())
        .isEqualTo(500);
    // A replay names a job that was accepted: each is followed once.
    assertThat(good.followed()).isEqualTo(good.requestCounts().accepted());
    assertThat(load(all("DEAD"), 50, new PayloadMix(0, 0, 1)).reconciliation().addsUp()).isTrue();
  }

  @Test
  void a_server_that_is_not_there_fails_every_submission() throws Exception {
    LoadTarget gone;
    try (var server = ForgetfulServer.with(all("PROCESSED"))) {
      gone = server.target();
    }
    var bad =
        new LoadTest(REAL, ProgressListener.NOBODY)
            .run(plan(gone, 5, PayloadMix.ALL_VALID))
            .reconciliation();

    assertThat(bad.addsUp()).isFalse();
    assertThat(bad.requestCounts().failedInAll()).isEqualTo(5);
  }

  @Test
  void saved_ids_are_verified_later(@TempDir Path folder) throws Exception {
    var ids = folder.resolve("ids.ndjson");
    try (var server = ForgetfulServer.with(onlyThe(7, LOST))) {
      var loadPlan = plan(server.target(), 20, PayloadMix.ALL_VALID);
      var saving =
          new LoadPlan(
              loadPlan.loadTarget(),
              loadPlan.path(),
              loadPlan.pipeline(),
              loadPlan.submissions(),
              loadPlan.shape(),
              loadPlan.limits(),
              loadPlan.following(),
              loadPlan.strictness(),
              loadPlan.log(),
              Optional.of(ids));
      var loadTest = new LoadTest(REAL, ProgressListener.NOBODY);
      loadTest.run(saving);

      var later = loadTest.verify(server.target(), new IdFile(ids).read(), Duration.ZERO);

      assertThat(later.followed()).isEqualTo(20);
      assertThat(later.findings()).extracting(Finding::subject).containsExactly(id(7));
    }
  }

  @Test
  void json_and_page_tell_all_of_it() throws Exception {
    LoadResult loadResult = load(onlyThe(2, LOST), 20, PayloadMix.ALL_VALID);

    var json = JsonReport.of(loadResult);
    assertThat(json.path("addsUp").asBoolean(true)).isFalse();
    assertThat(json.path("sent").asLong()).isEqualTo(20);
    assertThat(json.path("codes").path("202").asLong()).isEqualTo(20);
    assertThat(json.path("ends").path("missing").asLong()).isEqualTo(1);
    assertThat(json.path("latencyMillis").path("p99").isNumber()).isTrue();
    assertThat(json.at("/findings/0/subject").asString()).isEqualTo(id(2));
    assertThat(Json.read(Json.write(json))).isNotNull();
    String page = HtmlReport.of(loadResult, "<script>");
    assertThat(page).contains("1 finding:", id(2), "<svg", "&lt;script&gt;");
    assertThat(page).doesNotContain("{{", "<script", "http://", "https://");
  }

  @Test
  void the_histogram_log_holds_every_answer() throws Exception {
    var out = new ByteArrayOutputStream();
    var meter =
        new Meter(
            Meter.HistogramLog.to(
                new PrintStream(out, true, StandardCharsets.UTF_8), Instant.EPOCH));
    meter.answer("202", 1_000_000, false);
    meter.tick(Duration.ofSeconds(1), io.surgetank.load.measure.ServerBacklog.UNKNOWN);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("StartTimestamp", "HISTFAAA");
  }
}
