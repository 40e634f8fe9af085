package io.surgetank.proof.campaign;

/// A finished run, as stored in `tools/proof/results/NAME.json`.
public record CampaignResult(CampaignSummary campaign, RunContext run, CampaignOutcome outcome) {}
