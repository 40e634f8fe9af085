package io.surgetank.proof.overload;

/// What a run has measured.
///
/// @param clients that wait for their jobs: with this number of them the peak is reached
/// @param peakPerSecond jobs processed with these clients
/// @param normal the load of the peak, at fixed times
/// @param twice twice that, for the CPU time of refusals
/// @param overload ten times that
/// @param after the load of the peak again
/// @param recoverySeconds until the latency was normal again
/// @param acknowledged jobs of the whole run
/// @param missing of these, not processed at the end
record OverloadFigures(
    int clients,
    double peakPerSecond,
    PhaseFigures normal,
    PhaseFigures twice,
    PhaseFigures overload,
    PhaseFigures after,
    long recoverySeconds,
    MemoryFigures memory,
    ConnectionFigures connections,
    long acknowledged,
    long missing) {

  /// @param heapBefore the size of all reachable objects before the overload, in bytes
  /// @param heapAfter the same after it
  /// @param peakResident of the whole run, in bytes
  record MemoryFigures(long heapBefore, long heapAfter, long peakResident) {}

  /// Half the load of the peak without and beside idle and slow connections.
  ///
  /// @param open at the end
  record ConnectionFigures(long open, PhaseFigures without, PhaseFigures beside) {}
}
