package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.disk.MemoryFolder;
import io.surgetank.proof.disk.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Uses a store while a call to its disk fails, for each call, then starts it again.
public final class DiskFaultCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "disk-faults",
          "Faults of the disk",
          """
          A store is created, used, closed, opened and used again, while one call of the process to its disk fails: the
          first, the second, and so on to the last. The calls: opening, reading, writing, syncing, truncating and removing a
          file. The faults: `EIO`, `ENOSPC` and `EMFILE`, once or from then on, writes that write half, and slow syncs.

          In other runs, threads of the store use the disk at the same time. A flush of the commit log to the tables, an
          append to the log, or a checkpoint waits before its first write or sync while groups are appended and flushed;
          one of these calls fails, or a later one of the waiting thread. These stores are also started as their files
          are after a kill. And a store whose newest changes are only in the commit log is started while one call fails.

          A call of the store returns or fails with a clear message. A failed write or sync of a log or of the high-water
          mark stops the store, and once it has stopped, it acknowledges nothing more. Then it is started on the same
          files without faults: it must start, have all that it acknowledged and nothing else, pass `verify`, and accept
          jobs. Short writes and slow syncs must have no effect.
          """);

  private final long runs;
  private final long seed;
  private final List<FaultGroup> groups;

  /// @param runs how often every call of a store's use fails, each time with other calls
  public DiskFaultCampaign(long runs, long seed, List<FaultGroup> groups) {
    if (runs < 1) throw new IllegalArgumentException("at least one run");
    this.runs = runs;
    this.seed = seed;
    this.groups = List.copyOf(groups);
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    String only =
        groups.size() == FaultGroup.values().length
            ? ""
            : groups.stream()
                .map(group -> group.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(",", " --only ", ""));
    return "tools/proof/run disk-faults --runs %d%s --seed %d".formatted(runs, only, seed);
  }

  /// The files are in memory, where a run takes less time.
  @Override
  public Path testedFileSystem(Path folder) {
    return MemoryFolder.parent();
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Path compiler =
        Recorder.compiler().orElseThrow(() -> new IOException("needs Linux and a C compiler, cc"));
    Map<String, Long> faults = new TreeMap<>();
    var findings = new ArrayList<CampaignFinding>();
    try (var memory = MemoryFolder.create()) {
      Recorder recorder = Recorder.build(compiler, memory.path());
      for (long i = 0; i < runs && !progress.isStopConditionMet(); i++) {
        var plan = new DiskFaultPlan(seed + i, 1, groups, progress.remaining(DiskFaultRun.LONGEST));
        DiskFaultRun run = DiskFaultRun.of(recorder, memory.folder("faults"), plan);
        run.faults().forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        for (String violation : run.violations())
          findings.add(new CampaignFinding("seed " + (seed + i) + ", " + violation, command()));
        progress.update(run.isComplete() ? i + 1 : i, runs, "runs", findings.size());
      }
    }
    return new CampaignOutcome(faults, findings);
  }
}
