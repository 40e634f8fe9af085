package io.surgetank.proof.interleaving;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.ChildProcesses;
import io.surgetank.proof.disk.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Executes each [Scenario] in many orders of its threads' steps.
public final class ConcurrencyCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "concurrency",
          "Controlled threads",
          """
          A few threads call the same store or worker pool at the same time: submissions while the store closes or fails,
          callers that wait for a job or for its end, an outcome against the expiry of its lease, timeouts against handlers
          that end, and a stop during all that. [Fray](https://github.com/cmu-pasta/fray) runs one thread at a time and
          chooses the next one before each access to a field, an atomic or a lock. Every scenario is executed with many
          different choices, on the real classes with SQLite ([decision 29](decisions/0029-controlled-threads.md)).

          Each execution must end: no thread may wait for a signal that was missed. An acknowledged job is stored and a
          refused one is not; an attempt has one outcome; a permit is released once; counters balance.
          """);

  private static final long WARM_UP = 25;
  private static final long MAX_SILENT_SECONDS = 300;

  private final Path kept;
  private final int iterations;
  private final long seed;
  private final List<String> scenarios;

  /// @param kept the folder that keeps the instrumented JDK
  /// @param iterations of each scenario
  /// @param scenarios their names; empty for all
  public ConcurrencyCampaign(Path kept, int iterations, long seed, List<String> scenarios) {
    if (iterations < 1) throw new IllegalArgumentException("at least one iteration");
    this.kept = kept;
    this.iterations = iterations;
    this.seed = seed;
    this.scenarios =
        (scenarios.isEmpty() ? Scenarios.ALL.stream() : scenarios.stream().map(Scenarios::named))
            .map(Scenario::name)
            .toList();
  }

  /// Why it cannot run on this machine; empty if it can.
  public static Optional<String> unsupported() {
    return InstrumentedJdk.unsupported();
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    String only =
        scenarios.size() == Scenarios.ALL.size() ? "" : " --only " + String.join(",", scenarios);
    return command(iterations, seed) + only;
  }

  private static String command(int iterations, long seed) {
    return "tools/proof/run concurrency --iterations %d --seed %d".formatted(iterations, seed);
  }

  /// The files are in memory, where an execution takes less time.
  @Override
  public Path testedFileSystem(Path folder) {
    return MemoryFolder.parent();
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Optional<String> unsupported = unsupported();
    if (unsupported.isPresent()) throw new IOException(unsupported.get());
    InstrumentedJdk jdk = InstrumentedJdk.in(kept);
    try (var memory = MemoryFolder.create()) {
      return run(jdk, memory.folder("scenarios"), folder, progress);
    }
  }

  private CampaignOutcome run(
      InstrumentedJdk jdk, Path memory, Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(command(jdk, memory, results))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    try {
      Optional<CampaignFinding> hang = await(process, results, progress);
      boolean ended = !process.isAlive();
      if (ended && process.exitValue() != 0)
        throw new IOException("the process failed: " + Files.readString(output));
      return outcome(ScenarioResults.read(results), hang);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(InstrumentedJdk jdk, Path memory, Path results) {
    var command = new ArrayList<>(jdk.command());
    command.addAll(
        List.of(
            ScenarioProcess.class.getName(),
            memory.toString(),
            results.toString(),
            Integer.toString(iterations),
            Long.toString(seed)));
    command.addAll(scenarios);
    return command;
  }

  /// Waits for the end of the process or of the campaign. Returns what was found if the process
  /// does not end.
  private Optional<CampaignFinding> await(Process process, Path results, CampaignProgress progress)
      throws IOException, InterruptedException {
    long done = 0;
    long silent = 0;
    boolean ended = false;
    while (!ended && !progress.isStopConditionMet()) {
      ended = process.waitFor(1, TimeUnit.SECONDS);
      var executions = ScenarioResults.read(results);
      progress.update(executions.total(), total(), "executions", executions.violations().size());
      silent = executions.total() > done ? 0 : silent + 1;
      done = executions.total();
      if (silent >= MAX_SILENT_SECONDS) return Optional.of(hang(executions));
    }
    return Optional.empty();
  }

  private long total() {
    return (long) iterations * scenarios.size();
  }

  private CampaignFinding hang(ScenarioResults.Executions executions) {
    String scenario =
        executions.executions().keySet().stream().reduce((_, last) -> last).orElse("the start");
    return new CampaignFinding(scenario + " does not end", command());
  }

  /// Begins earlier, since the first executions load classes.
  private String repeat(ScenarioResults.FailedExecution failed) {
    long first = Math.max(seed, failed.seed() - WARM_UP);
    int count = Math.toIntExact(failed.seed() - first + 1);
    return command(count, first) + " --only " + failed.scenario();
  }

  private CampaignOutcome outcome(
      ScenarioResults.Executions executions, Optional<CampaignFinding> hang) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("scenarios", (long) scenarios.size());
    counts.put("executions", executions.total());
    executions.executions().forEach((scenario, count) -> counts.put("of " + scenario, count));
    var findings = new ArrayList<>(hang.stream().toList());
    for (ScenarioResults.FailedExecution each : executions.violations())
      findings.add(
          new CampaignFinding(
              "%s, seed %d: %s".formatted(each.scenario(), each.seed(), each.text()),
              repeat(each)));
    return new CampaignOutcome(counts, findings);
  }
}
