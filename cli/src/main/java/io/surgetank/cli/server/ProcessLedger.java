package io.surgetank.cli.server;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The ledger of the store, with the metrics of this process added to those of the store.
///
/// @param ofProcess the metrics of this process
public record ProcessLedger(Ledger ledger, List<Supplier<List<Ledger.Gauge>>> ofProcess)
    implements Ledger {
  public ProcessLedger {
    ofProcess = List.copyOf(ofProcess);
  }

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
    return Stream.concat(
            ledger.gauges().stream(), ofProcess.stream().flatMap(source -> source.get().stream()))
        .toList();
  }

  @Override
  public VerificationReport verify() {
    return ledger.verify();
  }
}
