package io.surgetank.proof.report;

import io.surgetank.proof.campaign.CampaignResult;
import io.surgetank.proof.campaign.Finding;
import io.surgetank.proof.campaign.RunContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The text of docs/reliability.md.
public record ReliabilityPage(List<CampaignResult> results, List<FixedFault> fixedFaults) {
  private static final String HEAD =
      """
      # Reliability

      What was done to Surgetank to make it break a [promise](promises.md), how often, and what was found. This page is
      written by [`tools/proof/run`](../tools/proof/run) from [the results](../tools/proof/results) of the last run of
      each campaign; a test compares both. A quick version of each campaign is a test of `./mvnw verify`.

      Random choices come from the seed. Campaigns against processes do not repeat exactly, because the operating
      system schedules them; the others do. "No finding" is no proof: it is the number of attempts that found nothing.
      One disk is one disk: no campaign replaces [backups](operations.md#run).
      """;

  public String text() {
    var page = new StringBuilder(HEAD);
    page.append("\n| campaign | findings | date |\n|---|---|---|\n");
    for (CampaignResult result : results)
      page.append(
          "| [%s](#%s) | %s | %s |\n"
              .formatted(
                  result.campaign().title(),
                  anchor(result.campaign().title()),
                  findingCount(result),
                  result.run().date()));
    for (CampaignResult result : results) append(page, result);
    return page.toString();
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static String findingCount(CampaignResult result) {
    int count = result.outcome().findings().size();
    return count == 0 ? "none" : Integer.toString(count);
  }

  private void append(StringBuilder page, CampaignResult result) {
    page.append("\n## ").append(result.campaign().title()).append("\n\n");
    page.append(result.campaign().description().strip()).append("\n\n");
    page.append("| tried | count |\n|---|--:|\n");
    result
        .outcome()
        .counts()
        .forEach(
            (what, count) -> page.append("| %s | %s |\n".formatted(what, "%,d".formatted(count))));
    page.append('\n').append(findings(result)).append("\n\n").append(fixed(result));
    page.append(footnote(result.run()));
  }

  private static String findings(CampaignResult result) {
    List<Finding> findings = result.outcome().findings();
    if (findings.isEmpty()) return "Findings: none.";
    return findings.stream()
        .map(finding -> "- %s. Repeat: `%s`".formatted(finding.violation(), finding.command()))
        .collect(Collectors.joining("\n", "Findings:\n\n", ""));
  }

  private String fixed(CampaignResult result) {
    List<FixedFault> own =
        fixedFaults.stream()
            .filter(fault -> fault.campaign().equals(result.campaign().name()))
            .toList();
    if (own.isEmpty()) return "";
    return own.stream()
        .map(fault -> "- %s (`%s`)".formatted(fault.fault(), fault.test()))
        .collect(
            Collectors.joining("\n", "Found earlier and fixed, each with a test:\n\n", "\n\n"));
  }

  private static String footnote(RunContext run) {
    return "`%s`, %s, commit %s, %s: %s.\n"
        .formatted(
            run.command(),
            run.date(),
            run.commit(),
            duration(run.seconds()),
            run.machine().description());
  }

  private static String duration(long seconds) {
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }
}
