package io.surgetank.proof.campaign;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The result of a run, without when and where it ran.
///
/// @param counts what was tried and how often, in the order of the page: `SIGKILLs` → 2000
/// @param accepted what was found and is no fault, each with its reason, in Markdown
/// @param stopped a sentence with the reason if the run ended early
/// @param series is in the result file, not on the page
public record CampaignOutcome(
    Map<String, Long> counts,
    List<CampaignFinding> findings,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> accepted,
    Optional<String> stopped,
    Optional<SampleSeries> series) {
  public CampaignOutcome {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    findings = List.copyOf(findings);
    accepted = List.copyOf(accepted);
  }

  /// Of a run that did not end early.
  public CampaignOutcome(Map<String, Long> counts, List<CampaignFinding> findings) {
    this(counts, findings, List.of(), Optional.empty(), Optional.empty());
  }

  /// The same with the reason of an early end.
  public CampaignOutcome withStopReason(Optional<String> reason) {
    return new CampaignOutcome(counts, findings, accepted, reason, series);
  }

  /// The same with what is no fault.
  public CampaignOutcome withAccepted(List<String> accepted) {
    return new CampaignOutcome(counts, findings, accepted, stopped, series);
  }

  /// The same with samples.
  public CampaignOutcome withSeries(SampleSeries sampled) {
    return new CampaignOutcome(counts, findings, accepted, stopped, Optional.of(sampled));
  }
}
