package io.surgetank.proof.report;

import io.surgetank.proof.campaign.CampaignResult;
import java.util.Optional;

/// A recorded run of a campaign that a later one has replaced: an entry of `earlier.json`.
///
/// @param campaign its name
/// @param stopped a sentence with the reason if the run ended early
/// @param findings their number
public record EarlierRun(
    String campaign,
    String command,
    String date,
    String commit,
    long seconds,
    Optional<String> stopped,
    long findings) {

  static EarlierRun of(CampaignResult result) {
    var run = result.run();
    var outcome = result.outcome();
    return new EarlierRun(
        result.campaign(),
        run.command(),
        run.date(),
        run.commit(),
        run.seconds(),
        outcome.stopped(),
        outcome.findings().size());
  }
}
