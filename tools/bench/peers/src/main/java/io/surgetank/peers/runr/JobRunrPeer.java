package io.surgetank.peers.runr;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import io.surgetank.peers.job.Peer;
import io.surgetank.peers.sql.PeerDatabase;
import io.surgetank.peers.sql.Postgres;
import io.surgetank.peers.sql.ResultTable;
import io.surgetank.peers.sql.SqliteDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.storage.sql.sqlite.SqLiteStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/// Orders as JobRunr job requests; results in a separate table.
public final class JobRunrPeer implements Peer {
  /// The minimum for a database.
  private static final Duration POLLING = Duration.ofSeconds(5);

  /// The default is 16 on two cores; more than 32 were not faster.
  private static final int WORKERS = 32;

  private final PeerDatabase peerDatabase;
  private final ResultTable resultTable;
  private final StorageProvider storage;
  private final JobRequestScheduler scheduler;
  private final BackgroundJobServer server;

  public JobRunrPeer(PeerDatabase peerDatabase) {
    this.peerDatabase = peerDatabase;
    this.resultTable = new ResultTable(peerDatabase);
    this.storage = storage(peerDatabase);
    var settings =
        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
            .andPollInterval(POLLING)
            .andWorkerCount(WORKERS);
    var running =
        JobRunr.configure()
            .useJsonMapper(new Jackson3JsonMapper())
            .useStorageProvider(storage)
            .useJobActivator(new Handlers(resultTable))
            .useBackgroundJobServer(settings, false)
            .initialize();
    this.scheduler = running.getJobRequestScheduler();
    this.server = running.getBackgroundJobServer();
  }

  private static StorageProvider storage(PeerDatabase peerDatabase) {
    return switch (peerDatabase) {
      case Postgres(_, var source) -> new PostgresStorageProvider(source);
      case SqliteDatabase(var source) -> new SqLiteStorageProvider(source);
    };
  }

  private record Handlers(ResultTable resultTable) implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type.cast(new OrderRequestHandler(resultTable));
    }
  }

  @Override
  public void accept(Order order) {
    var _ = scheduler.enqueue(order.id(), new OrderRequest(order.id(), order.payload()));
  }

  @Override
  public void fill(List<Order> orders) {
    scheduler.enqueue(orders.stream().map(order -> new OrderRequest(order.id(), order.payload())));
  }

  @Override
  public void startWorkers() {
    server.start();
  }

  @Override
  public Optional<OrderStatus> find(UUID id) {
    Optional<OrderStatus> processed = resultTable.total(id).map(OrderStatus.Processed::new);
    if (processed.isPresent()) return processed;
    try {
      var _ = storage.getJobById(id);
      return Optional.of(new OrderStatus.Waiting());
    } catch (JobNotFoundException unknown) {
      return Optional.empty();
    }
  }

  @Override
  public long processed() {
    return resultTable.stored();
  }

  @Override
  public void close() {
    var _ = JobRunr.destroy();
    peerDatabase.close();
  }
}
