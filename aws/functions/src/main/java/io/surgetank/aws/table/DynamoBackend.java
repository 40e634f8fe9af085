package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Everything that is kept in the table, put together.
public record DynamoBackend(
    JobStore jobs,
    DeadLetters deadLetters,
    Ledger ledger,
    Leases leases,
    Outbox outbox,
    StaleMessageResender staleMessageResender) {
  /// What the table needs of its surroundings.
  ///
  /// @param random for many threads at once
  public record Dependencies(
      Pipelines pipelines,
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper,
      BulkThrottle bulkThrottle,
      Consumer<Event> events) {}

  /// Throws [IllegalArgumentException] with all faults when the table cannot hold the pipelines.
  public static DynamoBackend of(
      DynamoDbClient client,
      TableConfig tableConfig,
      MessageSender messageSender,
      Dependencies around) {
    var faults = TableConfig.faults(around.pipelines());
    if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
    var dynamoCalls = new DynamoCalls(client, tableConfig.table(), around.sleeper());
    var jobTable = new JobTable(dynamoCalls, tableConfig, around);
    var outbox = new Outbox(jobTable, messageSender);
    var ids = new JobIds(around.clock(), around.random());
    return new DynamoBackend(
        new DynamoJobStore(jobTable, outbox, around.events(), around.sleeper()),
        new DynamoDeadLetters(jobTable, outbox, new AuditLog(jobTable, ids), around.events()),
        new DynamoLedger(jobTable, around.events()),
        new Leases(jobTable, around.events()),
        outbox,
        new StaleMessageResender(jobTable, outbox));
  }
}
