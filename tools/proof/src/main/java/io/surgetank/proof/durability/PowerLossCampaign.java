package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignSummary;
import io.surgetank.proof.campaign.Finding;
import io.surgetank.proof.campaign.Progress;
import io.surgetank.proof.disk.MemoryFolder;
import io.surgetank.proof.disk.Recorder;
import io.surgetank.proof.durability.PowerLoss.Extent;
import io.surgetank.proof.durability.PowerLoss.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records processes that use a store, and opens the store as the disk could be after a power
/// failure at each point.
public final class PowerLossCampaign implements Campaign {
  private static final CampaignSummary SUMMARY =
      new CampaignSummary(
          "power-loss",
          "Power failures",
          """
          Processes use a store, one after another: three threads put jobs and batches, with and without keys, lease, \
          settle, release, cancel, redrive and purge, while checkpoints and retention run. Some processes are killed, in \
          some a sync fails. A library between the process and the system records every write, sync, truncation, and \
          change of a name, in order with the acknowledgements.

          Then the files are rebuilt as they could be if the power had failed at each point: unsynced changes all kept, \
          all lost, every subset of up to four, random subsets of more, with writes torn at 512 and 4,096 bytes, file \
          sizes without their content, and names lost whose folder was not synced. After a failed sync, its writes may be \
          missing for good, although later syncs succeed. The store is opened on each different image. It must start; \
          every acknowledged job, key, state and operator's action must be there, nothing that was not requested, nothing \
          partly, and `verify` must pass. Every eighth image is opened a second time.

          The tests show that the checks can fail: a store with `synchronous=OFF`, and acknowledgements before the sync, \
          are found.\
          """);

  private static final int SAMPLES = 3;

  private final PowerLossPlan plan;
  private final List<Finding> findings = new ArrayList<>();
  private long recordings;
  private long calls;
  private long points;
  private long cuts;
  private long images;

  public PowerLossCampaign(PowerLossPlan plan) {
    this.plan = plan;
  }

  @Override
  public CampaignSummary summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return plan.command();
  }

  @Override
  public List<Long> seeds() {
    return List.of(plan.seed());
  }

  /// Does not use `folder`: the processes and images are in memory, where a recording takes less
  /// time.
  @Override
  public CampaignOutcome run(Path folder, Progress progress)
      throws IOException, InterruptedException {
    Path compiler =
        Recorder.compiler().orElseThrow(() -> new IOException("needs Linux and a C compiler, cc"));
    try (var memory = MemoryFolder.create()) {
      Recorder recorder = Recorder.build(compiler, memory.path());
      while (images < plan.images()) {
        record(recorder, memory, plan.seed() + recordings);
        progress.update(images, plan.images(), "images", findings.size());
      }
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("recordings", recordings);
    counts.put("recorded calls", calls);
    counts.put("points at which the power failed", points);
    counts.put("disks checked", cuts);
    counts.put("different images opened", images);
    return new CampaignOutcome(counts, findings);
  }

  private void record(Recorder recorder, MemoryFolder memory, long seed)
      throws IOException, InterruptedException {
    Path folder = memory.folder("recording");
    Recording recording = Recording.of(recorder, folder, seed, PowerLossPlan.runs(seed));
    MemoryFolder.clear(folder);
    long most = Math.min(plan.imagesPerRecording(), plan.images() - images);
    var powerLoss =
        new PowerLoss(
            recording,
            memory.folder("image"),
            seed,
            new Extent(SAMPLES, most),
            PowerLossPlan.writeBack(seed));
    PowerLoss.Result result = powerLoss.run();
    recordings++;
    calls += recording.events().size();
    points += result.points();
    cuts += result.cuts();
    images += result.images();
    for (Violation violation : result.violations())
      findings.add(
          new Finding(
              "recording %d, event %d, %s: %s"
                  .formatted(
                      seed, violation.event(), violation.cut(), violation.violations().getFirst()),
              command()));
  }
}
