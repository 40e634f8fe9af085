package io.surgetank.proof.fuzz;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Gives arbitrary bytes to every parser of input from clients and users.
public final class FuzzCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "fuzz",
          "Hostile input",
          """
          Inputs are derived from valid ones by changing, removing, repeating and combining parts. An input that reaches
          new code (measured with JaCoCo's probes) is kept, and others are derived from it. For every input:

          - `http`, bytes of a connection: the requests read, or the refusal, do not depend on how the bytes arrive in
            pieces. What is accepted is read the same by an independent parser (Netty's), so that no request can be
            smuggled past a gateway.
          - `api`, whole requests with any method, path, query and header fields: the response is complete and never 500.
          - `bodies`, submissions to several pipelines: never 500. An accepted payload is stored exactly, with every digit
            and every escape sequence as sent, and an independent parser (Jackson) reads the same from both.
          - `patterns`, regular expressions: the same result as `java.util.regex` where both know the syntax; the number
            of steps is linear in the length of the text.
          - `configurations` and `schemas`, files of users: errors have a line and a column inside the file. With what is
            accepted, submissions are checked without an internal error.

          No exception may escape, and no input may take more than %d s of CPU time.
          """
              .formatted(HangDetector.MAX_CPU_TIME.toSeconds()));

  private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

  /// The targets take turns, so that a run with a time limit reaches all.
  private static final int ROUNDS = 200;

  private final FuzzPlan plan;
  private final Map<TargetName, TargetFuzzer> fuzzers = new EnumMap<>(TargetName.class);
  private final Set<TargetName> hanging = EnumSet.noneOf(TargetName.class);
  private final List<CampaignFinding> findings = new ArrayList<>();

  /// A run of this size.
  public FuzzCampaign(FuzzPlan plan) {
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

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    for (TargetName name : plan.targets()) {
      var coverage = new Coverage();
      FuzzTarget target = InstrumentingClassLoader.create(name, coverage);
      fuzzers.put(name, new TargetFuzzer(target, coverage, plan.seed()));
    }
    for (int round = 1; round <= ROUNDS; round++)
      for (TargetName name : plan.targets())
        if (!hanging.contains(name) && !progress.isStopConditionMet())
          fuzz(name, plan.runs(name) * round / ROUNDS, new Output(folder, progress));
    return new CampaignOutcome(counts(), findings);
  }

  private Map<String, Long> counts() {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("inputs", done());
    fuzzers.forEach((name, fuzzer) -> counts.put("inputs of `" + name.text() + "`", fuzzer.done()));
    counts.put(
        "inputs that reached new code",
        fuzzers.values().stream().mapToLong(TargetFuzzer::inputs).sum());
    counts.put("probes reached", fuzzers.values().stream().mapToLong(TargetFuzzer::reached).sum());
    return counts;
  }

  private long done() {
    return fuzzers.values().stream().mapToLong(TargetFuzzer::done).sum();
  }

  /// Where findings and progress are written to.
  private record Output(Path folder, CampaignProgress progress) {}

  private void fuzz(TargetName name, long runs, Output output)
      throws IOException, InterruptedException {
    TargetFuzzer fuzzer = Objects.requireNonNull(fuzzers.get(name));
    int known = fuzzer.findings().size();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("fuzz-" + name.text())
            .start(() -> fuzzer.run(runs, _ -> output.progress().isStopConditionMet()));
    var hangDetector = new HangDetector(thread, fuzzer.runner());
    while (!thread.join(CHECK_INTERVAL)) {
      Optional<byte[]> input = hangDetector.hanging();
      if (input.isPresent()) {
        hanging.add(name);
        report(name, new TargetFuzzer.Finding("takes too long", input.get()), output.folder());
        break;
      }
      update(output.progress());
    }
    List<TargetFuzzer.Finding> all = fuzzer.findings();
    for (TargetFuzzer.Finding finding : all.subList(known, all.size()))
      report(name, finding, output.folder());
    update(output.progress());
  }

  private void update(CampaignProgress progress) {
    long total = plan.targets().stream().mapToLong(plan::runs).sum();
    progress.update(done(), total, "inputs", findings.size());
  }

  private void report(TargetName name, TargetFuzzer.Finding finding, Path folder)
      throws IOException {
    Path file = folder.resolve("%s-%d.input".formatted(name.text(), findings.size() + 1));
    Files.write(file, finding.input());
    findings.add(
        new CampaignFinding(
            name.text() + ": " + finding.violation(),
            "tools/proof/run fuzz-input --target %s %s".formatted(name.text(), file)));
  }
}
