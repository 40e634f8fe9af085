package io.surgetank.proof.campaign;

/// A finished run, as stored in `tools/proof/results/NAME.json`.
///
/// @param campaign its name
public record CampaignResult(String campaign, RunContext run, CampaignOutcome outcome) {}
