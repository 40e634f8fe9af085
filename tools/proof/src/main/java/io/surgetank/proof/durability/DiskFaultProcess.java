package io.surgetank.proof.durability;

import io.surgetank.proof.durability.DiskFaultScenario.FaultResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A process with the recorder, which uses a store with one fault after another.
public final class DiskFaultProcess {
  private DiskFaultProcess() {}

  /// Arguments: the folder, the file for notes, the file for results, and those of
  /// [DiskFaultPlan#of]. Writes [DiskFaultRun#line] for each fault, and [DiskFaultRun#COMPLETE]
  /// unless the time limit ended the run.
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    DiskFaultPlan plan = DiskFaultPlan.of(Arrays.asList(args).subList(3, args.length));
    Files.createDirectories(folder);
    try (var channel = new RecorderChannel(Path.of(args[1]));
        var results =
            new PrintStream(
                Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8)) {
      channel.stopRecording();
      if (areAllTried(plan, folder, channel, results)) results.println(DiskFaultRun.COMPLETE);
    }
    Runtime.getRuntime().halt(0);
  }

  private static boolean areAllTried(
      DiskFaultPlan plan, Path folder, RecorderChannel channel, PrintStream results)
      throws IOException {
    long start = System.nanoTime();
    for (DiskFault fault : DiskFault.first())
      for (long number = plan.firstCall(); ; number += plan.step()) {
        if (System.nanoTime() - start >= plan.timeLimit().toNanos()) return false;
        DiskFault tried = fault.at(number);
        FaultResult outcome = new DiskFaultScenario(folder, channel, plan.seed()).run(tried);
        results.println(DiskFaultRun.line(tried, outcome));
        if (!outcome.faultOccurred()) break;
      }
    return true;
  }
}
