package io.surgetank.proof.mutations;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Runs PIT for each part, and compares the survivors with the explained ones.
///
/// @param settings with the parts to run
/// @param reports keeps the reports of PIT; a part with a complete report there is not run again
public record MutationCampaign(
    MutationSettings settings, PitProcess pit, ModuleBuild build, Optional<Path> reports)
    implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "mutations",
          "Mutation tests",
          """
          Shows what tests would not notice. [PIT](https://pitest.org) changes one instruction of the
          compiled code at a time, such as a comparison, a calculation, a returned value or a call without a result, and
          runs the tests that execute it until one fails. A change that no test finds survives.

          All of `core` is changed, and the classes of `sqlite` and `runtime` that decide: what is leased, counted,
          refused, retried, moved, removed, or reported as damaged. Classes that pass calls on to files, SQL statements,
          sockets and threads are not changed; the other campaigns run them. Nothing else is left out, except what PIT
          filters itself: code that the compiler generates, such as accessors of records.

          [The list](../tools/proof/mutations.yaml) names the classes, the tests that do not run, and the explained
          survivors, such as changes that have no effect. A survivor without an explanation, an explanation without a
          survivor, and a part below 85 % are findings. The command below names the parts that ran: the others have no
          recorded result.
          """);

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    List<String> names = settings.parts().stream().map(MutatedPart::name).toList();
    return "tools/proof/run mutations --parts " + String.join(",", names);
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    List<MutatedPart> parts = settings.parts();
    var counts = new LinkedHashMap<String, Long>();
    var accepted = new ArrayList<String>();
    var findings = new ArrayList<CampaignFinding>();
    var compiled = new HashMap<String, ModuleClasses>();
    for (int i = 0; i < parts.size(); i++) {
      progress.update(i, parts.size(), "parts", findings.size());
      if (progress.isStopConditionMet()) break;
      MutatedPart part = parts.get(i);
      progress.note(part.name());
      Path report = Files.createDirectories(reports.orElse(folder).resolve(part.name()));
      ModuleClasses classes = compiled.get(part.module());
      if (classes == null) classes = build.compile(part.module());
      compiled.put(part.module(), classes);
      Optional<List<Mutant>> mutants = pit.run(part, classes, report, progress);
      if (mutants.isEmpty()) break;
      var score = new MutationScore(part.name(), mutants.get());
      counts.putAll(score.counts());
      SurvivorReview review = SurvivorReview.of(mutants.get(), part.survivors());
      review.reasons().forEach((reason, count) -> accepted.add(count + " of " + reason));
      for (String violation : violations(score, review))
        findings.add(new CampaignFinding(violation, repeat(part)));
      progress.update(i + 1, parts.size(), "parts", findings.size());
    }
    return new CampaignOutcome(counts, findings).withAccepted(accepted);
  }

  private List<String> violations(MutationScore score, SurvivorReview review) {
    var violations = new ArrayList<>(review.violations());
    if (score.percent() < settings.minimumScore())
      violations.add(
          "%s: %d %% of the mutants were killed, less than %d %%"
              .formatted(score.part(), score.percent(), settings.minimumScore()));
    return violations;
  }

  private static String repeat(MutatedPart part) {
    return "tools/proof/run mutations --parts " + part.name();
  }
}
