package io.surgetank.peers.scheduled;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import io.surgetank.peers.job.Peer;
import io.surgetank.peers.sql.PeerDatabase;
import io.surgetank.peers.sql.Postgres;
import io.surgetank.peers.sql.ResultTable;
import io.surgetank.peers.sql.SqliteDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Orders as one-time tasks of db-scheduler, with the payload as task data. A processed order moves
/// from the scheduler's table to the table of results.
public final class DbSchedulerPeer implements Peer {
  private static final int THREADS = 50;

  /// Only for tasks that the immediate execution missed.
  private static final Duration POLLING = Duration.ofMillis(100);

  private final PeerDatabase peerDatabase;
  private final InstantSource clock;
  private final ResultTable resultTable;
  private final OneTimeTask<String> task;
  private final Scheduler scheduler;

  public DbSchedulerPeer(PeerDatabase peerDatabase, InstantSource clock) {
    this.peerDatabase = peerDatabase;
    this.clock = clock;
    this.resultTable = new ResultTable(peerDatabase);
    peerDatabase.create(ScheduledTasks.in(peerDatabase));
    this.task =
        Tasks.oneTime("order", String.class)
            .execute((instance, _) -> resultTable.store(order(instance)));
    var builder =
        Scheduler.create(peerDatabase.source(), task)
            .schedulerName(new SchedulerName.Fixed("bench"))
            .serializer(new TextSerializer())
            .threads(THREADS)
            .pollingInterval(POLLING)
            .enableImmediateExecution();
    this.scheduler = polling(builder).build();
  }

  /// Lock-and-fetch is recommended for many executions on PostgreSQL; SQLite supports only fetch.
  private SchedulerBuilder polling(SchedulerBuilder builder) {
    return switch (peerDatabase) {
      case Postgres _ -> builder.pollUsingLockAndFetch(0.5, 4.0);
      case SqliteDatabase _ -> builder.pollUsingFetch(0.5, 4.0).alwaysPersistTimestampInUTC();
    };
  }

  private static Order order(TaskInstance<String> instance) {
    return new Order(UUID.fromString(instance.getId()), instance.getData());
  }

  @Override
  public void accept(Order order) {
    boolean _ = scheduler.scheduleIfNotExists(instance(order), clock.instant());
  }

  @Override
  public void fill(List<Order> orders) {
    var instances = new ArrayList<TaskInstance<?>>(orders.size());
    for (Order order : orders) instances.add(instance(order));
    scheduler.scheduleBatch(instances, clock.instant());
  }

  private TaskInstance<String> instance(Order order) {
    return task.instance(order.id().toString(), order.payload());
  }

  @Override
  public void startWorkers() {
    scheduler.start();
  }

  @Override
  public Optional<OrderStatus> find(UUID id) {
    Optional<OrderStatus> processed = resultTable.total(id).map(OrderStatus.Processed::new);
    if (processed.isPresent()) return processed;
    return scheduler
        .getScheduledExecution(task.instanceId(id.toString()))
        .map(_ -> new OrderStatus.Waiting());
  }

  @Override
  public long processed() {
    return resultTable.stored();
  }

  @Override
  public void close() {
    scheduler.stop();
    peerDatabase.close();
  }
}
