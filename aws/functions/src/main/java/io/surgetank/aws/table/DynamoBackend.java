package io.surgetank.aws.table;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.event.Event;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The parts of the DynamoDB backend.
public record DynamoBackend(
    JobStore jobs,
    DeadLetters deadLetters,
    Ledger ledger,
    Leases leases,
    MessageResender messageResender,
    Dependencies dependencies) {
  /// Dependencies of the DynamoDB backend.
  ///
  /// @param random must be thread-safe
  public record Dependencies(
      Pipelines pipelines,
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper,
      BulkThrottle bulkThrottle,
      Consumer<Event> events) {}

  /// Throws [IllegalArgumentException] with all violations when the table cannot hold the
  /// pipelines.
  public static DynamoBackend of(
      DynamoDbClient client,
      TableConfig tableConfig,
      MessageSender messageSender,
      Dependencies dependencies) {
    var violations = TableConfig.violations(dependencies.pipelines());
    if (!violations.isEmpty()) throw new IllegalArgumentException(String.join("; ", violations));
    var dynamoCalls = new DynamoCalls(client, tableConfig.table(), dependencies.sleeper());
    var jobTable = new JobTable(dynamoCalls, tableConfig, dependencies);
    var outbox = new Outbox(jobTable, messageSender);
    var ids = new JobIds(dependencies.clock(), dependencies.random());
    return new DynamoBackend(
        new DynamoJobStore(jobTable, outbox, dependencies.events(), dependencies.sleeper()),
        new DynamoDeadLetters(jobTable, outbox, new AuditLog(jobTable, ids), dependencies.events()),
        new DynamoLedger(jobTable, dependencies.events()),
        new Leases(jobTable, dependencies.events()),
        new MessageResender(jobTable, outbox),
        dependencies);
  }

  /// The HTTP API over this backend.
  ///
  /// @param incidents as in [ApiParts]
  public Api api(BiConsumer<String, Throwable> incidents, String version, String operatorToken) {
    return new Api(
        new ApiParts(
            dependencies.pipelines(),
            jobs,
            deadLetters,
            ledger,
            new JobIds(dependencies.clock(), dependencies.random()),
            dependencies.clock(),
            System::nanoTime,
            HealthStatus.Ready::new,
            incidents,
            version,
            AccessSettings.ofToken(operatorToken)));
  }
}
