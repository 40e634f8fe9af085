package io.surgetank.proof.overload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the page says of a run, and what it violates.
record OverloadReport(OverloadFigures figures) {
  private static final long MEGABYTE = 1024 * 1024;

  Map<String, Long> counts() {
    PhaseFigures normal = figures.normal();
    PhaseFigures overload = figures.overload();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("clients at the peak", (long) figures.clients());
    counts.put("jobs processed per second at the peak", Math.round(figures.peakPerSecond()));
    counts.put("requests per second under overload", Math.round(overload.offeredPerSecond()));
    counts.put("requests under overload", overload.responses().all());
    counts.put("of these accepted", overload.responses().accepted());
    counts.put("of these refused with 503", overload.responses().unavailable());
    counts.put("of these refused with 429", overload.responses().rateLimited());
    counts.put("jobs processed under overload, % of the peak", goodput());
    counts.put("p99 of accepted requests at the peak, µs", normal.acceptedP99Micros());
    counts.put("p99 of accepted requests under overload, % of that at the peak", latency());
    counts.put(
        "longest latency of an accepted request at the peak, µs", normal.acceptedMaxMicros());
    counts.put(
        "longest latency of an accepted request under overload, µs", overload.acceptedMaxMicros());
    counts.put("p99 of refused requests under overload, % of that at the peak", refusalLatency());
    counts.put("CPU time per accepted job, µs", Math.round(normal.cpuMicrosPerJob()));
    counts.put("CPU time per refusal, % of that", refusalCpu());
    counts.put("heap after GC before the overload, MiB", figures.memory().heapBefore() / MEGABYTE);
    counts.put("heap after GC after the overload, MiB", figures.memory().heapAfter() / MEGABYTE);
    counts.put("largest resident memory, MiB", figures.memory().peakResident() / MEGABYTE);
    counts.put("seconds until the latency was normal again", figures.recoverySeconds());
    counts.put("p99 of accepted requests afterwards, % of that at the peak", latencyAfter());
    counts.put("idle and slow connections", figures.connections().open());
    counts.put("p99 of accepted requests beside them, % of that without", besideConnections());
    counts.put("jobs acknowledged in the whole run", figures.acknowledged());
    return counts;
  }

  private long goodput() {
    return percent(figures.overload().processedPerSecond(), figures.peakPerSecond());
  }

  private long latency() {
    return percent(figures.overload().acceptedP99Micros(), figures.normal().acceptedP99Micros());
  }

  private long refusalLatency() {
    return percent(figures.overload().refusedP99Micros(), figures.normal().acceptedP99Micros());
  }

  private long latencyAfter() {
    return percent(figures.after().acceptedP99Micros(), figures.normal().acceptedP99Micros());
  }

  private long refusalCpu() {
    double perJob = figures.normal().cpuMicrosPerJob();
    return percent(figures.overload().cpuMicrosPerRefusal(figures.twice()), perJob);
  }

  private long besideConnections() {
    return percent(
        figures.connections().beside().acceptedP99Micros(),
        figures.connections().without().acceptedP99Micros());
  }

  private static long percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  private static long percent(double part, double whole) {
    return whole == 0 ? 0 : Math.round(100 * part / whole);
  }

  /// What no machine excuses.
  List<String> violations() {
    var violations = new ArrayList<String>();
    ResponseCounts responses = figures.overload().responses();
    if (figures.missing() > 0)
      violations.add(
          "%d of %d acknowledged jobs are not processed"
              .formatted(figures.missing(), figures.acknowledged()));
    if (responses.withoutRetryAfter() > 0)
      violations.add("%d refusals have no Retry-After".formatted(responses.withoutRetryAfter()));
    if (responses.failed() > 0)
      violations.add(
          "%d requests got another response than 202, 429 and 503, or none"
              .formatted(responses.failed()));
    if (responses.unavailable() == 0 || responses.rateLimited() == 0)
      violations.add("nothing was refused with 503 or 429");
    long others =
        figures.after().responses().failed() + figures.connections().beside().responses().failed();
    if (others > 0) violations.add("%d requests after the overload failed".formatted(others));
    return violations;
  }

  /// What exceeds the limits.
  List<String> violations(OverloadLimits limits) {
    var violations = new ArrayList<String>();
    if (goodput() < limits.minGoodput())
      violations.add("only %d %% of the peak are processed under overload".formatted(goodput()));
    above(latency(), limits.maxLatency(), "the p99 of accepted requests", violations);
    above(refusalLatency(), limits.maxLatency(), "the p99 of refused requests", violations);
    above(latencyAfter(), limits.maxLatency(), "the p99 after the overload", violations);
    above(refusalCpu(), limits.maxRefusalCpu(), "the CPU time per refusal", violations);
    above(
        percent(figures.memory().heapAfter(), figures.memory().heapBefore()),
        limits.maxHeapGrowth(),
        "the heap after the overload",
        violations);
    above(
        percent(
            figures.memory().peakResident() / (double) MEGABYTE, OverloadServer.MAX_HEAP_MEGABYTES),
        limits.maxResident(),
        "the resident memory",
        violations);
    above(
        besideConnections(),
        limits.maxBesideConnections(),
        "the p99 beside idle and slow connections",
        violations);
    if (figures.recoverySeconds() > limits.maxRecoverySeconds())
      violations.add(
          "the latency was not normal %d s after the overload"
              .formatted(limits.maxRecoverySeconds()));
    return violations;
  }

  private static void above(long percent, int limit, String what, List<String> violations) {
    if (percent > limit)
      violations.add(
          "%s is %d %% of its reference; the limit is %d %%".formatted(what, percent, limit));
  }
}
