package io.surgetank.cli.server;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The ledger of the store, with the metrics of this process added to those of the store.
public record ProcessLedger(Ledger ledger, DescriptorMonitor descriptors) implements Ledger {
  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    ledger.rejected(pipeline, why, submissions);
  }

  @Override
  public Map<PipelineName, PipelineCounters> counters() {
    return ledger.counters();
  }

  @Override
  public List<Gauge> gauges() {
    return Stream.concat(ledger.gauges().stream(), descriptors.gauges().stream()).toList();
  }

  @Override
  public VerificationReport verify() {
    return ledger.verify();
  }
}
