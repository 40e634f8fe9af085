package io.surgetank.proof.durability;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Which calls to the disk fail in a run, and how long it may take.
///
/// @param step every n-th call of each kind fails, from a first one that depends on the seed
/// @param timeLimit after this time no further fault begins
record DiskFaultPlan(long seed, int step, List<FaultGroup> groups, Duration timeLimit) {
  /// While calls overlap, the store makes fewer calls of each kind.
  private static final int FEWER = 3;

  DiskFaultPlan {
    groups = List.copyOf(groups);
  }

  /// For [#of(List)], in a child process.
  List<String> arguments() {
    return List.of(
        Long.toString(seed),
        Integer.toString(step),
        groups.stream().map(FaultGroup::name).collect(Collectors.joining(",")),
        Long.toString(timeLimit.toNanos()));
  }

  static DiskFaultPlan of(List<String> arguments) {
    return new DiskFaultPlan(
        Long.parseLong(arguments.getFirst()),
        Integer.parseInt(arguments.get(1)),
        Arrays.stream(arguments.get(2).split(",")).map(FaultGroup::valueOf).toList(),
        Duration.ofNanos(Long.parseLong(arguments.get(3))));
  }

  int step(FaultGroup group) {
    return group == FaultGroup.OVERLAPPING ? Math.max(1, step / FEWER) : step;
  }

  /// The number of the first call of each kind that fails.
  long firstCall(FaultGroup group) {
    return 1L + Math.floorMod(seed, step(group));
  }
}
