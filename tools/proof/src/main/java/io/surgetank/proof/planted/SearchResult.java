package io.surgetank.proof.planted;

/// Whether a campaign found a planted fault.
sealed interface SearchResult {
  record Found() implements SearchResult {}

  /// It ended without a finding.
  ///
  /// @param reason what happened instead
  record NotFound(String reason) implements SearchResult {}

  /// The time limit of the run ended the campaign.
  record Interrupted() implements SearchResult {}
}
