package io.surgetank.proof.campaign;

import java.util.List;

/// How, when and where a campaign ran.
///
/// @param date in UTC, such as `2026-11-29`
/// @param commit of the sources; ends with `+` if they were changed
public record RunContext(
    String command, List<Long> seeds, String date, long seconds, String commit, Machine machine) {
  public RunContext {
    seeds = List.copyOf(seeds);
  }
}
