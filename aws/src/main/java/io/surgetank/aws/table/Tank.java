package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.handler.Pause;
import io.surgetank.job.JobIds;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobStore;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Everything that is kept in the table, put together.
public record Tank(
    JobStore jobs,
    DeadLetters deadLetters,
    Ledger ledger,
    Leases leases,
    Outbox outbox,
    Reminders reminders) {
  /// What the table needs of its surroundings.
  ///
  /// @param random for many threads at once
  public record Surroundings(
      Pipelines pipelines,
      InstantSource clock,
      RandomGenerator random,
      Pause pause,
      Pacing pacing,
      Consumer<Event> events) {}

  /// Throws [IllegalArgumentException] with all faults when the table cannot hold the pipelines.
  public static Tank of(
      DynamoDbClient client, Layout layout, Sending sending, Surroundings around) {
    var faults = Layout.faults(around.pipelines());
    if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
    var wire = new Wire(client, layout.table(), around.pause());
    var table = new Table(wire, layout, around);
    var outbox = new Outbox(table, sending);
    var ids = new JobIds(around.clock(), around.random());
    return new Tank(
        new DynamoJobStore(table, outbox, around.events(), around.pause()),
        new DynamoDeadLetters(table, outbox, new Trail(table, ids), around.events()),
        new DynamoLedger(table, around.events()),
        new Leases(table, around.events()),
        outbox,
        new Reminders(table, outbox));
  }
}
