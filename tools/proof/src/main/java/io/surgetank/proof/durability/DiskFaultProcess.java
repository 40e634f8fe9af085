package io.surgetank.proof.durability;

import io.surgetank.proof.durability.DiskFaultScenario.Outcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process with the recorder, which uses a store with one fault after another.
public final class DiskFaultProcess {
  private DiskFaultProcess() {}

  /// Arguments: the folder, the file for notes, the file for results, the seed, and the step: every
  /// n-th call fails, from a first one that depends on the seed. Writes [DiskFaultRun#line] for
  /// each fault.
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long seed = Long.parseLong(args[3]);
    int step = Integer.parseInt(args[4]);
    Files.createDirectories(folder);
    try (var channel = new RecorderChannel(Path.of(args[1]));
        var results =
            new PrintStream(
                Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8)) {
      channel.stopRecording();
      for (DiskFault fault : DiskFault.first())
        for (long number = 1L + Math.floorMod(seed, step); ; number += step) {
          DiskFault tried = fault.at(number);
          Outcome outcome = new DiskFaultScenario(folder, channel, seed).run(tried);
          results.println(DiskFaultRun.line(tried, outcome));
          if (!outcome.faultOccurred()) break;
        }
    }
    Runtime.getRuntime().halt(0);
  }
}
