package io.surgetank.proof.campaign;

/// A violated promise.
///
/// @param command repeats the run that found it
public record CampaignFinding(String violation, String command) {}
