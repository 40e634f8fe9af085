package io.surgetank.proof.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.overload.OverloadFigures.ConnectionFigures;
import io.surgetank.proof.overload.OverloadFigures.MemoryFigures;
import org.junit.jupiter.api.Test;

/// Each check fails for the figures of a server that has the fault.
class OverloadReportTest {
  private static final ResponseCounts NORMAL = new ResponseCounts(10_000, 0, 0, 0, 0);
  private static final ResponseCounts TWICE = new ResponseCounts(10_000, 10_000, 0, 0, 0);
  private static final ResponseCounts OVERLOAD = new ResponseCounts(10_000, 85_000, 5_000, 0, 0);
  private static final MemoryFigures MEMORY = new MemoryFigures(20 << 20, 21 << 20, 300 << 20);

  @Test
  void a_server_that_keeps_all_limits_has_no_findings() {
    var report = new OverloadReport(figures(overload(OVERLOAD, 9_500, 8_000, 12_000_000)));

    assertThat(report.violations()).isEmpty();
    assertThat(report.violations(OverloadLimits.DEFAULT)).isEmpty();
    assertThat(report.counts())
        .containsEntry("jobs processed under overload, % of the peak", 95L)
        .containsEntry("p99 of accepted requests under overload, % of that at the peak", 160L)
        .containsEntry("CPU time per accepted job, µs", 1_000L)
        .containsEntry("CPU time per refusal, % of that", 1L);
  }

  @Test
  void less_goodput_slow_requests_and_expensive_refusals_are_found() {
    assertThat(found(figures(overload(OVERLOAD, 8_900, 8_000, 12_000_000))))
        .isEqualTo("only 89 % of the peak are processed under overload");
    assertThat(found(figures(overload(OVERLOAD, 9_500, 11_000, 12_000_000))))
        .isEqualTo("the p99 of accepted requests is 220 % of its reference; the limit is 200 %");
    assertThat(found(figures(overload(OVERLOAD, 9_500, 8_000, 36_000_000))))
        .isEqualTo("the CPU time per refusal is 31 % of its reference; the limit is 25 %");
  }

  @Test
  void growing_memory_a_late_recovery_and_blocked_clients_are_found() {
    OverloadFigures good = figures(overload(OVERLOAD, 9_500, 8_000, 12_000_000));

    assertThat(found(with(good, new MemoryFigures(20 << 20, 40 << 20, 300 << 20), 0, 20_000)))
        .isEqualTo("the heap after the overload is 200 % of its reference; the limit is 150 %");
    assertThat(found(with(good, new MemoryFigures(20 << 20, 20 << 20, 1 << 30), 0, 20_000)))
        .isEqualTo("the resident memory is 200 % of its reference; the limit is 150 %");
    assertThat(found(with(good, MEMORY, 11, 20_000)))
        .isEqualTo("the latency was not normal 10 s after the overload");
    assertThat(found(with(good, MEMORY, 0, 26_000)))
        .isEqualTo(
            "the p99 beside idle and slow connections is 520 % of its reference; the limit is 500 %");
  }

  @Test
  void lost_jobs_and_wrong_refusals_are_found_without_limits() {
    OverloadFigures good = figures(overload(OVERLOAD, 9_500, 8_000, 12_000_000));

    assertThat(new OverloadReport(missing(good, 2)).violations())
        .containsExactly("2 of 50000 acknowledged jobs are not processed");
    assertThat(always(new ResponseCounts(10_000, 85_000, 5_000, 3, 0)))
        .isEqualTo("3 refusals have no Retry-After");
    assertThat(always(new ResponseCounts(10_000, 85_000, 5_000, 0, 4)))
        .isEqualTo("4 requests got another response than 202, 429 and 503, or none");
    assertThat(always(new ResponseCounts(10_000, 85_000, 0, 0, 0)))
        .isEqualTo("nothing was refused with 503 or 429");
  }

  private static String found(OverloadFigures figures) {
    var violations = new OverloadReport(figures).violations(OverloadLimits.DEFAULT);
    assertThat(violations).hasSize(1);
    return violations.getFirst();
  }

  private static String always(ResponseCounts counts) {
    var violations =
        new OverloadReport(figures(overload(counts, 9_500, 8_000, 12_000_000))).violations();
    assertThat(violations).hasSize(1);
    return violations.getFirst();
  }

  private static PhaseFigures overload(
      ResponseCounts counts, long processed, long p99Micros, long cpuMicros) {
    return new PhaseFigures(10, counts, processed, p99Micros, 90_000, 4_000, cpuMicros);
  }

  private static OverloadFigures figures(PhaseFigures overload) {
    var normal = new PhaseFigures(10, NORMAL, 10_000, 5_000, 9_000, 0, 10_000_000);
    var twice = new PhaseFigures(10, TWICE, 10_000, 6_000, 9_000, 4_000, 11_000_000);
    return new OverloadFigures(
        32, 1_000, normal, twice, overload, normal, 0, MEMORY, beside(20_000), 50_000, 0);
  }

  private static ConnectionFigures beside(long p99Micros) {
    return new ConnectionFigures(
        10_000,
        new PhaseFigures(10, NORMAL, 10_000, 5_000, 9_000, 0, 10_000_000),
        new PhaseFigures(10, NORMAL, 10_000, p99Micros, 90_000, 0, 10_000_000));
  }

  private static OverloadFigures with(
      OverloadFigures good, MemoryFigures memory, long recoverySeconds, long besideMicros) {
    return new OverloadFigures(
        good.clients(),
        good.peakPerSecond(),
        good.normal(),
        good.twice(),
        good.overload(),
        good.after(),
        recoverySeconds,
        memory,
        beside(besideMicros),
        good.acknowledged(),
        good.missing());
  }

  private static OverloadFigures missing(OverloadFigures good, long missing) {
    return new OverloadFigures(
        good.clients(),
        good.peakPerSecond(),
        good.normal(),
        good.twice(),
        good.overload(),
        good.after(),
        good.recoverySeconds(),
        good.memory(),
        good.connections(),
        good.acknowledged(),
        missing);
  }
}
