package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The counts, in shards that are written together with the jobs. Each shard balances on its own.
final class DynamoLedger implements Ledger {
  private final JobTable jobTable;
  private final Consumer<Event> events;

  DynamoLedger(JobTable jobTable, Consumer<Event> events) {
    this.jobTable = jobTable;
    this.events = events;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    jobTable.add(CounterDelta.rejected(pipeline, why, submissions));
    events.accept(new Event.Rejected(pipeline, why, submissions));
  }

  @Override
  public Map<PipelineName, PipelineCounters> counters() {
    var keys = new ArrayList<String>();
    for (Pipeline pipeline : jobTable.pipelines().all()) keys.addAll(shards(pipeline.name()));
    Map<String, ItemReader> rows = jobTable.dynamo().read(keys);
    var counters = new HashMap<PipelineName, PipelineCounters>();
    for (Pipeline pipeline : jobTable.pipelines().all()) {
      var found = new ArrayList<ItemReader>();
      for (String shard : shards(pipeline.name())) {
        ItemReader itemReader = rows.get(shard);
        if (itemReader != null) found.add(itemReader);
      }
      counters.put(pipeline.name(), counters(found));
    }
    return counters;
  }

  @Override
  public VerificationReport verify() {
    return new TableVerifier(jobTable, this::counters).report();
  }

  private List<String> shards(PipelineName pipeline) {
    var keys = new ArrayList<String>();
    for (int shard = 0; shard < jobTable.config().counterShards(); shard++)
      keys.add(ItemKeys.counts(pipeline, shard));
    return keys;
  }

  private static PipelineCounters counters(List<ItemReader> shards) {
    var rejected = new EnumMap<Rejection, Long>(Rejection.class);
    long rejections = 0;
    for (Rejection why : Rejection.values()) {
      long count = sum(shards, CounterDelta.attribute(why));
      rejections += count;
      if (count > 0) rejected.put(why, count);
    }
    long accepted = sum(shards, CounterDelta.ACCEPTED);
    long replayed = sum(shards, CounterDelta.REPLAYED);
    // Jobs cannot be moved here.
    return new PipelineCounters(
        accepted + replayed + rejections,
        accepted,
        replayed,
        rejected,
        sum(shards, CounterDelta.STARTED),
        sum(shards, CounterDelta.RETRIED),
        sum(shards, CounterDelta.PROCESSED),
        sum(shards, CounterDelta.DEAD_LETTERED),
        sum(shards, CounterDelta.REDRIVEN),
        sum(shards, CounterDelta.CANCELLED),
        sum(shards, CounterDelta.UNFINISHED),
        sum(shards, CounterDelta.REMOVED_DEAD),
        0,
        0);
  }

  private static long sum(List<ItemReader> shards, String what) {
    return shards.stream().mapToLong(shard -> shard.optionalNumber(what).orElse(0L)).sum();
  }
}
