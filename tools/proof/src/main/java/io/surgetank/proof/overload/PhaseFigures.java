package io.surgetank.proof.overload;

/// What was measured during one load.
///
/// @param responses of both pipelines
/// @param processed jobs of both pipelines
/// @param acceptedP99Micros of the pipeline that its handlers limit
/// @param acceptedMaxMicros of the pipeline that its handlers limit
/// @param refusedP99Micros of the pipeline that its handlers limit
/// @param cpuMicros of the server
record PhaseFigures(
    double seconds,
    ResponseCounts responses,
    long processed,
    long acceptedP99Micros,
    long acceptedMaxMicros,
    long refusedP99Micros,
    long cpuMicros) {

  double processedPerSecond() {
    return processed / seconds;
  }

  double offeredPerSecond() {
    return responses.all() / seconds;
  }

  /// CPU time per accepted job, with its processing. For a load without refusals.
  double cpuMicrosPerJob() {
    return cpuMicros / (double) Math.max(1, responses.accepted());
  }

  /// CPU time per refusal: what this load costs more per second than another one with fewer
  /// refusals and as many accepted jobs.
  double cpuMicrosPerRefusal(PhaseFigures fewer) {
    double refusals = responses.refused() / seconds - fewer.responses().refused() / fewer.seconds();
    double cpu = cpuMicros / seconds - fewer.cpuMicros() / fewer.seconds();
    return refusals <= 0 ? 0 : Math.max(0, cpu / refusals);
  }
}
