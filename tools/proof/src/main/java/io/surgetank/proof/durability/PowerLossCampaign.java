package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.disk.MemoryFolder;
import io.surgetank.proof.disk.PowerCut;
import io.surgetank.proof.disk.Recorder;
import io.surgetank.proof.durability.CrashImageExplorer.ImageLimits;
import io.surgetank.proof.durability.CrashImageExplorer.ViolatingImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records processes that use a store, and opens the store as the disk could be after a power
/// failure at each point.
public final class PowerLossCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "power-loss",
          "Power failures",
          """
          Several processes use one store in turn: %d threads put jobs and batches, with and without keys, lease, settle,
          release, cancel, redrive and purge, with checkpoints in the background and retention in between. Some processes
          are killed, in some a sync fails. A preloaded library (`LD_PRELOAD`) records every write, truncation, sync,
          rename and removal, in order with the acknowledgements.

          Then the files are rebuilt as they could be if the power had failed at each point: unsynced changes all kept,
          all lost, every subset of up to %d, random subsets of more, with writes torn at %,d and %,d bytes, file
          sizes without their content, and directory entries lost if their directory was not synced. After a failed sync,
          its writes may be missing for good, although later syncs succeed. While a process opens the store of an earlier
          one, the power fails more often. The store is opened on distinct images. It must start, have every acknowledged
          job, key, state and operator's action, nothing that was not requested and nothing partially applied, and pass
          `verify`. One in %d images is opened a second time.

          Two planted faults show that the checks work: a store with `synchronous=OFF`, and acknowledgements before the
          sync. Both are found.
          """
              .formatted(
                  StorePipelines.NAMES.size(),
                  PowerCuts.EXHAUSTIVE,
                  PowerCut.SECTOR,
                  PowerCut.PAGE,
                  ImageChecker.REOPENED));

  private static final int SAMPLES = 3;

  private final PowerLossPlan plan;
  private final List<CampaignFinding> findings = new ArrayList<>();
  private long recordings;
  private long calls;
  private long points;
  private long cuts;
  private long images;

  public PowerLossCampaign(PowerLossPlan plan) {
    this.plan = plan;
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return plan.command();
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
    try (var memory = MemoryFolder.create()) {
      Recorder recorder = Recorder.build(compiler, memory.path());
      while (images < plan.images() && !progress.isStopConditionMet()) {
        record(recorder, memory, progress);
        progress.update(images, plan.images(), "images", findings.size());
      }
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("recordings", recordings);
    counts.put("recorded calls", calls);
    counts.put("points at which the power failed", points);
    counts.put("crash images checked", cuts);
    counts.put("distinct images", images);
    return new CampaignOutcome(counts, findings);
  }

  private void record(Recorder recorder, MemoryFolder memory, CampaignProgress progress)
      throws IOException, InterruptedException {
    long seed = plan.seed() + recordings;
    Path folder = memory.folder("recording");
    Recording recording = Recording.of(recorder, folder, seed, PowerLossPlan.runs(seed));
    Folders.clear(folder);
    long most = Math.min(plan.imagesPerRecording(), plan.images() - images);
    var explorer =
        new CrashImageExplorer(
            recording,
            memory.folder("image"),
            seed,
            new ImageLimits(SAMPLES, most),
            PowerLossPlan.writeBack(seed));
    CrashImageExplorer.ExplorationResult result = explorer.run(progress::isStopConditionMet);
    recordings++;
    calls += recording.events().size();
    points += result.points();
    cuts += result.cuts();
    images += result.images();
    for (ViolatingImage violation : result.violations())
      findings.add(
          new CampaignFinding(
              "recording %d, event %d, %s: %s"
                  .formatted(
                      seed, violation.event(), violation.cut(), violation.violations().getFirst()),
              command()));
  }
}
