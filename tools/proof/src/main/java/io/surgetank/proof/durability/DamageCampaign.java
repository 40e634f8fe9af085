package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.disk.DiskImage;
import io.surgetank.proof.disk.MemoryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Opens a store with damaged files.
public final class DamageCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "damage",
          "Damaged files",
          """
          The files of a store after a kill, and after a clean stop, are damaged, one damage at a time: one flipped bit, a
          file that ends early, a file whose end is zero. The database, its log and the high-water mark are damaged. Then
          the store is opened, all records are read, and `verify` runs.

          Either the start is refused with the name of the file, or reads or `verify` report the damage, or the store has
          all that was acknowledged. It never serves anything else. `surgetank doctor` must find what the store refuses
          or reports, and must not change the files. Values without a checksum
          ([decision 18](decisions/0018-checksums-and-high-water-mark.md)) are not compared: times, texts of the history,
          the audit log.
          """);

  /// One damage, and its place in a store.
  private record Case(String when, DiskImage image, Damage damage) {}

  /// Truncations and zeroed ends are tried at fewer positions than flipped bits.
  private static final int COARSER = 8;

  private final int step;
  private final long seed;

  /// @param step every n-th byte is damaged
  public DamageCampaign(int step, long seed) {
    if (step < 1) throw new IllegalArgumentException("the step must be positive");
    this.step = step;
    this.seed = seed;
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return "tools/proof/run damage --step %d --seed %d".formatted(step, seed);
  }

  /// The files are in memory, where a run takes less time.
  @Override
  public Path testedFileSystem(Path folder) {
    return MemoryFolder.parent();
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    var findings = new ArrayList<CampaignFinding>();
    try (var memory = MemoryFolder.create()) {
      var store = new DamagedStore(memory.folder("damaged"), seed);
      List<Case> cases = cases(store);
      long done = 0;
      for (Case tried : cases) {
        DiskImage damaged = tried.damage.in(tried.image);
        Optional<DamagedStore.DamageResult> result = store.open(damaged);
        if (result.isEmpty()) findings.add(finding("not reported", tried));
        else {
          if (result.get() != DamagedStore.DamageResult.HARMLESS && !store.isFoundByDoctor(damaged))
            findings.add(finding("not found, or changed, by doctor", tried));
          counts.merge(
              tried.damage.kind().text() + ", " + result.get().name().toLowerCase(Locale.ROOT),
              1L,
              Long::sum);
        }
        progress.update(++done, cases.size(), "damages", findings.size());
        if (progress.isStopConditionMet()) break;
      }
    }
    return new CampaignOutcome(counts, findings);
  }

  private List<Case> cases(DamagedStore store) {
    var cases = new ArrayList<Case>();
    add(cases, "after a kill", store.killed());
    add(cases, "after a clean stop", store.closed());
    return cases;
  }

  private void add(List<Case> cases, String when, DiskImage image) {
    image
        .files()
        .forEach((file, content) -> {
          for (Damage.Kind kind : Damage.Kind.values()) {
            int distance = kind == Damage.Kind.FLIPPED_BIT ? step : step * COARSER;
            for (int at = (int) (seed % step); at < content.length; at += distance)
              cases.add(new Case(when, image, new Damage(file, kind, at)));
          }
        });
  }

  private CampaignFinding finding(String error, Case tried) {
    String text =
        "%s: %s of %s at %d %s"
            .formatted(
                error,
                tried.damage.kind().text(),
                tried.damage.file(),
                tried.damage.position(),
                tried.when);
    return new CampaignFinding(text, command());
  }
}
