package io.surgetank.proof.campaign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The result of a run, without when and where it ran.
///
/// @param counts what was tried and how often, in the order of the page: `SIGKILLs` → 2000
public record CampaignOutcome(Map<String, Long> counts, List<Finding> findings) {
  public CampaignOutcome {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    findings = List.copyOf(findings);
  }
}
