package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.ChildProcesses;
import io.surgetank.proof.disk.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Starts a [DiskFaultProcess] and reads its results.
///
/// @param faults how many faults of each kind occurred
/// @param violations each with its fault
/// @param isComplete whether all faults were tried within the time limit
record DiskFaultRun(Map<String, Long> faults, List<String> violations, boolean isComplete) {
  /// Of a run without a time limit.
  static final Duration LONGEST = Duration.ofHours(2);

  /// The last line of the results of a complete run.
  static final String COMPLETE = "complete";

  /// For the fault that is tried when the time limit is reached.
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final String OCCURRED = "occurred";

  DiskFaultRun {
    faults = Map.copyOf(faults);
    violations = List.copyOf(violations);
  }

  /// @param folder is empty
  static DiskFaultRun of(Recorder recorder, Path folder, DiskFaultPlan plan)
      throws IOException, InterruptedException {
    Path root = folder.resolve("root");
    Path notes = folder.resolve("notes");
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    var command = new ArrayList<>(Recording.java());
    command.addAll(
        List.of(
            DiskFaultProcess.class.getName(),
            root.toString(),
            notes.toString(),
            results.toString()));
    command.addAll(plan.arguments());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(recorder.environment(root, folder.resolve("disk.log"), notes));
    Process process = ChildProcesses.start(builder.redirectOutput(output.toFile()));
    try {
      if (!process.waitFor(plan.timeLimit().plus(GRACE)) || process.exitValue() != 0)
        throw new IOException("the process with a faulty disk failed: " + Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
    return read(Files.readAllLines(results));
  }

  /// The result of one fault: its name, what counts it, whether it occurred, and the violations,
  /// with tabs between them.
  static String line(FaultSeries fault, long number, FaultResult outcome) {
    var parts =
        new ArrayList<>(
            List.of(
                fault.name() + " " + number,
                fault.measure(),
                outcome.faultOccurred() ? OCCURRED : ""));
    parts.addAll(outcome.violations());
    return String.join("\t", parts);
  }

  static DiskFaultRun read(List<String> lines) {
    var faults = new TreeMap<String, Long>();
    var violations = new ArrayList<String>();
    boolean isComplete = !lines.isEmpty() && lines.getLast().equals(COMPLETE);
    for (String line : isComplete ? lines.subList(0, lines.size() - 1) : lines) {
      List<String> parts = Arrays.asList(line.split("\t"));
      String fault = parts.getFirst();
      if (parts.size() > 2 && parts.get(2).equals(OCCURRED))
        faults.merge(parts.get(1), 1L, Long::sum);
      for (String violation : parts.subList(Math.min(3, parts.size()), parts.size()))
        violations.add(fault + ": " + violation);
    }
    return new DiskFaultRun(faults, violations, isComplete);
  }
}
