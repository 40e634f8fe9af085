package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import io.surgetank.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The counts, split into shards that are written with the jobs. Each shard balances on its own.
final class DynamoLedger implements Ledger {
  private final Table table;
  private final Consumer<Event> events;

  DynamoLedger(Table table, Consumer<Event> events) {
    this.table = table;
    this.events = events;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    table.add(Delta.rejected(pipeline, why, submissions));
    events.accept(new Event.Rejected(pipeline, why, submissions));
  }

  @Override
  public Map<PipelineName, Tally> tallies() {
    var keys = new ArrayList<String>();
    for (Pipeline pipeline : table.pipelines().all()) keys.addAll(shards(pipeline.name()));
    Map<String, Row> rows = table.wire().read(keys);
    var tallies = new HashMap<PipelineName, Tally>();
    for (Pipeline pipeline : table.pipelines().all()) {
      var found = new ArrayList<Row>();
      for (String shard : shards(pipeline.name())) {
        Row row = rows.get(shard);
        if (row != null) found.add(row);
      }
      tallies.put(pipeline.name(), tally(found));
    }
    return tallies;
  }

  @Override
  public AuditReport audit() {
    return new Audit(table, this::tallies).report();
  }

  private List<String> shards(PipelineName pipeline) {
    var keys = new ArrayList<String>();
    for (int shard = 0; shard < table.layout().counts(); shard++)
      keys.add(Keys.counts(pipeline, shard));
    return keys;
  }

  private static Tally tally(List<Row> shards) {
    var rejected = new EnumMap<Rejection, Long>(Rejection.class);
    long turnedAway = 0;
    for (Rejection why : Rejection.values()) {
      long count = sum(shards, Delta.attribute(why));
      turnedAway += count;
      if (count > 0) rejected.put(why, count);
    }
    long accepted = sum(shards, Delta.ACCEPTED);
    long replayed = sum(shards, Delta.REPLAYED);
    return new Tally(
        accepted + replayed + turnedAway,
        accepted,
        replayed,
        rejected,
        sum(shards, Delta.STARTED),
        sum(shards, Delta.RETRIED),
        sum(shards, Delta.PROCESSED),
        sum(shards, Delta.DIED),
        sum(shards, Delta.REDRIVEN),
        sum(shards, Delta.CANCELLED),
        sum(shards, Delta.WAITING),
        sum(shards, Delta.REMOVED_DEAD));
  }

  private static long sum(List<Row> shards, String what) {
    return shards.stream().mapToLong(shard -> shard.maybeNumber(what).orElse(0L)).sum();
  }
}
