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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private final FuzzPlan plan;
  private final List<CampaignFinding> findings = new ArrayList<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long done;
  private long kept;
  private long reached;

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
    for (TargetName target : plan.targets()) {
      if (progress.isStopConditionMet()) break;
      fuzz(target, folder, progress);
    }
    var all = new LinkedHashMap<String, Long>();
    all.put("inputs", done);
    all.putAll(counts);
    all.put("inputs kept, since they reached new code", kept);
    all.put("probes reached", reached);
    return new CampaignOutcome(all, findings);
  }

  private void fuzz(TargetName name, Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    var fuzzer = new TargetFuzzer(InstrumentingClassLoader.create(name), plan.seed());
    long before = done;
    long total = plan.targets().stream().mapToLong(plan::runs).sum();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("fuzz-" + name.text())
            .start(() -> fuzzer.run(plan.runs(name), _ -> progress.isStopConditionMet()));
    var hangDetector = new HangDetector(thread, fuzzer.runner());
    Optional<byte[]> hanging = Optional.empty();
    while (hanging.isEmpty() && !thread.join(CHECK_INTERVAL)) {
      hanging = hangDetector.hanging();
      progress.update(
          before + fuzzer.done(), total, "inputs", findings.size() + fuzzer.findings().size());
    }
    done += fuzzer.done();
    counts.put("inputs of `" + name.text() + "`", fuzzer.done());
    kept += fuzzer.inputs();
    reached += Coverage.reached();
    for (TargetFuzzer.Finding finding : fuzzer.findings()) report(name, finding, folder);
    if (hanging.isPresent())
      report(name, new TargetFuzzer.Finding("takes too long", hanging.get()), folder);
    progress.update(done, total, "inputs", findings.size());
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
