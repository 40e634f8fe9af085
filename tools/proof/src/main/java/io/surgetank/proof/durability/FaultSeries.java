package io.surgetank.proof.durability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A fault that is tried at the first call, the second, and so on.
///
/// @param name of the fault
/// @param measure what counts it, with similar faults
record FaultSeries(String name, String measure, Attempt attempt) {
  /// Uses a store while the call with this number fails.
  interface Attempt {
    FaultResult run(long number) throws IOException, InterruptedException;
  }

  /// All faults of the group.
  ///
  /// @param folder is empty
  /// @param channel of a process with the recorder
  static List<FaultSeries> of(FaultGroup group, Path folder, RecorderChannel channel, long seed) {
    return switch (group) {
      case SERIAL ->
          DiskFault.first().stream()
              .map(fault ->
                  new FaultSeries(
                      fault.toString(),
                      fault.toString(),
                      number -> new DiskFaultScenario(folder, channel, seed).run(fault.at(number))))
              .toList();
      case OVERLAPPING ->
          FlushFault.first().stream()
              .map(fault ->
                  new FaultSeries(
                      fault.toString(),
                      fault.measure(),
                      number ->
                          new FlushFaultScenario(folder, channel, seed).run(fault.at(number))))
              .toList();
      case START ->
          DiskFault.first().stream()
              .map(fault ->
                  new FaultSeries(
                      fault + " in a start after a kill",
                      "a fault in a start after a kill",
                      number ->
                          new ReplayFaultScenario(folder, channel, seed).run(fault.at(number))))
              .toList();
    };
  }
}
