package io.surgetank.proof.concurrent;

/// The size of a run.
///
/// @param histories each on a new data folder
/// @param requests about how many are answered in each
public record HistoryPlan(int histories, int requests, int clients, long seed) {
  public HistoryPlan {
    if (histories < 1 || requests < 1 || clients < 1)
      throw new IllegalArgumentException("at least one history, request and client");
  }

  String command() {
    return "tools/proof/run history --histories %d --requests %d --clients %d --seed %d"
        .formatted(histories, requests, clients, seed);
  }
}
