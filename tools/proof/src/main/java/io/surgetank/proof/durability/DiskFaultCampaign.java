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
import java.util.Map;
import java.util.TreeMap;

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

          A call of the store returns or fails with a clear message; once the store has stopped, it acknowledges nothing
          more. Then it is started on the same files without faults: it must start, have all that it acknowledged and
          nothing else, pass `verify`, and accept jobs. Short writes and slow syncs must have no effect.
          """);

  private final long runs;
  private final long seed;

  /// @param runs how often every call of a store's use fails, each time with other calls
  public DiskFaultCampaign(long runs, long seed) {
    if (runs < 1) throw new IllegalArgumentException("at least one run");
    this.runs = runs;
    this.seed = seed;
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return "tools/proof/run disk-faults --runs %d --seed %d".formatted(runs, seed);
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
        var plan = new DiskFaultPlan(seed + i, 1, progress.remaining(DiskFaultRun.LONGEST));
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
