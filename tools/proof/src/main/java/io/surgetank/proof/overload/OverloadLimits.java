package io.surgetank.proof.overload;

/// Limits that depend on the machine, as ratios in percent.
///
/// @param minGoodput of the peak
/// @param maxLatency of accepted and of refused requests, of the 99th percentile at the peak
/// @param maxRefusalCpu of the CPU time per accepted job
/// @param maxHeapGrowth of the reachable objects before the overload
/// @param maxResident of the maximum heap
/// @param maxRecoverySeconds until the latency is normal again
/// @param maxBesideConnections of the 99th percentile without them
record OverloadLimits(
    int minGoodput,
    int maxLatency,
    int maxRefusalCpu,
    int maxHeapGrowth,
    int maxResident,
    int maxRecoverySeconds,
    int maxBesideConnections) {
  static final OverloadLimits DEFAULT = new OverloadLimits(90, 200, 25, 150, 150, 10, 500);
}
