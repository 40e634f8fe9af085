package io.surgetank.proof.report;

import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignResult;
import io.surgetank.proof.campaign.RunContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The text of docs/reliability.md.
///
/// @param campaigns all, in the order of the page
/// @param results the last one of each campaign that ran
/// @param earlierRuns in the order in which they were recorded
public record ReliabilityPage(
    List<CampaignDescription> campaigns,
    List<CampaignResult> results,
    List<EarlierRun> earlierRuns,
    List<FixedFault> fixedFaults) {
  private static final String HEAD =
      """
      Each campaign tries to make Surgetank break a [promise](promises.md). This page lists what was tried, how
      often, and what was found. It is written by [`tools/proof/run`](../tools/proof/run) from
      [the results](../tools/proof/results) of the last run of each campaign, and lists the earlier recorded runs; a
      test fails if they differ. A quick version of each campaign is a test of `./mvnw verify`.

      All random choices are derived from the seed. Runs against real processes cannot be repeated exactly, because
      the operating system schedules them; the others can. "None" is not a proof: it means that this many attempts
      found nothing. There is no replication: if the disk is lost, its jobs are lost. Keep
      [backups](operations.md#back-up-and-restore).
      """;

  private static final String CHANGED = "+";

  public ReliabilityPage {
    campaigns = List.copyOf(campaigns);
    results = List.copyOf(results);
    earlierRuns = List.copyOf(earlierRuns);
    fixedFaults = List.copyOf(fixedFaults);
    List<String> names = campaigns.stream().map(CampaignDescription::name).toList();
    for (CampaignResult result : results) requireKnown(result.campaign(), names);
    for (EarlierRun run : earlierRuns) requireKnown(run.campaign(), names);
    for (FixedFault fault : fixedFaults) requireKnown(fault.campaign(), names);
  }

  private static void requireKnown(String name, List<String> names) {
    if (!names.contains(name)) throw new IllegalArgumentException("no such campaign: " + name);
  }

  public String text() {
    var page = new StringBuilder("# Reliability\n\n").append(MarkdownText.wrap(HEAD));
    page.append("\n| campaign | findings | date |\n|---|---|---|\n");
    for (CampaignDescription campaign : campaigns)
      page.append(
          "| [%s](#%s) | %s |\n"
              .formatted(
                  campaign.title(),
                  anchor(campaign.title()),
                  result(campaign).map(ReliabilityPage::cells).orElse("no recorded run |")));
    for (CampaignDescription campaign : campaigns) append(page, campaign);
    return page.toString();
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private Optional<CampaignResult> result(CampaignDescription campaign) {
    return results.stream().filter(result -> result.campaign().equals(campaign.name())).findFirst();
  }

  private static String cells(CampaignResult result) {
    int count = result.outcome().findings().size();
    return (count == 0 ? "none" : Integer.toString(count)) + " | " + result.run().date();
  }

  private void append(StringBuilder page, CampaignDescription campaign) {
    page.append("\n## ").append(campaign.title()).append("\n\n");
    page.append(MarkdownText.wrap(campaign.description()));
    Optional<CampaignResult> result = result(campaign);
    result.ifPresent(run -> append(page, run));
    page.append(fixed(campaign));
    String last =
        result
            .map(run -> footnote(run.run()))
            .orElse("No recorded run yet. Command: `" + campaign.command() + "`");
    page.append('\n').append(MarkdownText.wrap(last));
    page.append(earlier(campaign));
  }

  private static void append(StringBuilder page, CampaignResult result) {
    page.append("\n| measure | count |\n|---|--:|\n");
    result
        .outcome()
        .counts()
        .forEach(
            (what, count) -> page.append("| %s | %s |\n".formatted(what, "%,d".formatted(count))));
    result.outcome().stopped().ifPresent(text -> page.append('\n').append(MarkdownText.wrap(text)));
    page.append('\n').append(MarkdownText.wrap(findings(result)));
    page.append(accepted(result.outcome().accepted()));
  }

  private static String findings(CampaignResult result) {
    List<CampaignFinding> findings = result.outcome().findings();
    if (findings.isEmpty()) return "Findings: none.";
    return findings.stream()
        .map(finding -> "- %s. Repeat: `%s`".formatted(finding.violation(), finding.command()))
        .collect(Collectors.joining("\n", "Findings:\n\n", ""));
  }

  private static String accepted(List<String> reasons) {
    if (reasons.isEmpty()) return "";
    return reasons.stream()
        .map(reason -> MarkdownText.wrap("- " + reason))
        .collect(Collectors.joining("", "\nAccepted, each with its reason:\n\n", ""));
  }

  private String fixed(CampaignDescription campaign) {
    List<FixedFault> own =
        fixedFaults.stream().filter(fault -> fault.campaign().equals(campaign.name())).toList();
    if (own.isEmpty()) return "";
    return own.stream()
        .map(fault -> "- %s (`%s`)".formatted(fault.fault(), fault.test()))
        .map(MarkdownText::wrap)
        .collect(Collectors.joining("", "\nFound earlier and fixed, each with a test:\n\n", ""));
  }

  private String earlier(CampaignDescription campaign) {
    List<EarlierRun> own =
        earlierRuns.stream().filter(run -> run.campaign().equals(campaign.name())).toList();
    if (own.isEmpty()) return "";
    return own.stream()
        .map(run ->
            "- `%s`, %s, commit %s, %s. %s Findings: %s."
                .formatted(
                    run.command(),
                    run.date(),
                    commit(run.commit()),
                    duration(run.seconds()),
                    run.stopped().orElse("Complete."),
                    run.findings() == 0 ? "none" : Long.toString(run.findings())))
        .map(MarkdownText::wrap)
        .collect(Collectors.joining("", "\nEarlier recorded runs:\n\n", ""));
  }

  private static String footnote(RunContext run) {
    return "`%s`, %s, commit %s, %s: %s."
        .formatted(
            run.command(),
            run.date(),
            commit(run.commit()),
            duration(run.seconds()),
            run.machine().description());
  }

  private static String commit(String commit) {
    return commit.endsWith(CHANGED)
        ? commit.substring(0, commit.length() - CHANGED.length()) + " with local changes"
        : commit;
  }

  private static String duration(long seconds) {
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }
}
