package io.surgetank.proof.durability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A process with the recorder, which uses a store with one fault after another.
public final class DiskFaultProcess {
  /// More would not be read.
  private static final int MAX_VIOLATED = 10;

  private DiskFaultProcess() {}

  /// Arguments: the folder, the file for notes, the file for results, and those of
  /// [DiskFaultPlan#of]. Writes [DiskFaultRun#line] for each fault, and [DiskFaultRun#COMPLETE]
  /// unless the time limit or violations ended the run.
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
    } catch (IOException | RuntimeException failed) {
      // The threads of the store may still run.
      failed.printStackTrace(System.out);
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private static boolean areAllTried(
      DiskFaultPlan plan, Path folder, RecorderChannel channel, PrintStream results)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int violated = 0;
    for (FaultGroup group : plan.groups())
      for (FaultSeries series : FaultSeries.of(group, folder, channel, plan.seed()))
        for (long number = plan.firstCall(group); ; number += plan.step(group)) {
          if (System.nanoTime() - start >= plan.timeLimit().toNanos()) return false;
          FaultResult outcome = series.attempt().run(number);
          results.println(DiskFaultRun.line(series, number, outcome));
          if (!outcome.violations().isEmpty() && ++violated == MAX_VIOLATED) return false;
          if (!outcome.faultOccurred()) break;
        }
    return true;
  }
}
