package io.surgetank.proof.simulation;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Performs the actions of a plan on the simulated server.
final class PlanExecutor {
  static final String TEMPLATE = "template";

  private final SimulationContext context;
  private final Path folder;
  private final RecordChecks records;
  private final SimulationTrace trace;
  private final ResponseChecks responses;
  private Optional<SimulatedServer> server = Optional.empty();
  private int starts;
  private int crashes;
  private int requests;
  private int pending;
  private long lastFaultNanos;

  /// Connections of other processes that lock the database.
  private final List<Connection> locks = new ArrayList<>();

  PlanExecutor(
      SimulationContext context, Path folder, RecordChecks records, SimulationTrace trace) {
    this.context = context;
    this.folder = folder;
    this.records = records;
    this.trace = trace;
    this.responses = new ResponseChecks(context.observer(), context.violations());
  }

  Optional<SimulatedServer> server() {
    return server;
  }

  int crashes() {
    return crashes;
  }

  /// Requests without a response.
  int requests() {
    return requests;
  }

  /// Whether all actions have happened and all faults have ended.
  boolean isOver() {
    return pending == 0;
  }

  /// When the last action happened or the last fault ended.
  long lastFaultNanos() {
    return lastFaultNanos;
  }

  void start(SimulationPlan plan) {
    StoreFiles.copy(folder.resolve(TEMPLATE), store());
    open();
    for (SimulationPlan.PlannedAction planned : plan.actions())
      later(planned.at(), () -> act(planned.number(), planned.action()));
  }

  /// Releases the files.
  void end() {
    releaseLocks();
    server.ifPresent(SimulatedServer::close);
    server = Optional.empty();
  }

  private Path store() {
    return folder.resolve("store" + starts);
  }

  private void open() {
    context.observer().restarted();
    try {
      var opened = new SimulatedServer(context, store());
      server = Optional.of(opened);
      requests = 0;
      records.opened(opened.engine());
    } catch (UncheckedIOException refused) {
      StoreFiles.delete(store());
      context.violations().add("a start was refused: %s", String.valueOf(refused.getMessage()));
    }
  }

  private void later(Duration wait, Runnable action) {
    pending++;
    var _ =
        context
            .scheduler()
            .after(
                wait,
                new SeededScheduler.ScheduledStep(
                    "action",
                    () -> {
                      pending--;
                      action.run();
                      lastFaultNanos = context.scheduler().clock().nanoTime();
                    }));
  }

  private void act(int number, SimulatedAction action) {
    trace.add(context.scheduler().clock().nanoTime(), "action " + number, action);
    switch (action) {
      case SimulatedAction.Submit submit -> submit(number, submit);
      case SimulatedAction.SubmitBatch batch -> submit(number, batch);
      case SimulatedAction.Cancel(var nth) -> cancel(nth);
      case SimulatedAction.Redrive(var pipeline) -> {
        if (server.isPresent()) context.observer().redriveSent();
        send(
            RequestFactory.redrive(pipeline),
            response -> {
              context.observer().redriveFinished();
              responses.operated(response);
            });
      }
      case SimulatedAction.Purge(var pipeline) -> {
        records.purged();
        send(RequestFactory.purge(pipeline), responses::operated);
      }
      case SimulatedAction.MoveAll(var from, var to) ->
          send(RequestFactory.move(from, to), responses::operated);
      case SimulatedAction.Crash(var down) -> crash(down);
      case SimulatedAction.Stall(var time) -> context.scheduler().stallNext(time);
      case SimulatedAction.Suspend(var time) -> context.scheduler().clock().pass(time);
      case SimulatedAction.SetClock(var by) -> {
        context.observer().clockSet();
        records.clockSet();
        context.scheduler().clock().jump(by);
      }
      case SimulatedAction.FillDisk(var time) -> {
        context.disk().fill();
        later(time, context.disk()::free);
      }
      case SimulatedAction.LockDatabase(var time) -> server.ifPresent(opened -> lock(opened, time));
      case SimulatedAction.Maintain() -> server.ifPresent(SimulatedServer::maintain);
    }
  }

  private void submit(int number, SimulatedAction.Submit submit) {
    String key = submit.key().orElse("request" + number);
    // With a key, the account depends on it: only the variant distinguishes payloads.
    String account =
        submit.key().map(each -> "account" + each.hashCode() % 2).orElse(submit.account());
    var payload = new Payload(key, submit.variant(), account);
    Optional<ObservedJob> before =
        context
            .observer()
            .withKey(payload.scope(submit.pipeline()))
            .filter(job -> job.acknowledged);
    send(
        RequestFactory.submit(submit.pipeline(), submit.key(), payload.json()),
        response -> {
          if (submit.response() == SimulatedAction.ClientResponse.RECEIVED)
            responses.submitted(submit.pipeline(), payload, before, response);
        });
  }

  private void submit(int number, SimulatedAction.SubmitBatch batch) {
    var payloads = new ArrayList<Payload>();
    for (int i = 0; i < batch.size(); i++)
      payloads.add(
          new Payload(
              batch.key().orElse("request" + number) + "/" + i,
              batch.variant(),
              "account" + i % 2));
    List<String> bodies = payloads.stream().map(Payload::json).toList();
    send(
        RequestFactory.submit(batch.pipeline(), batch.key(), bodies.toString()),
        response -> {
          if (batch.response() == SimulatedAction.ClientResponse.RECEIVED)
            responses.submittedBatch(batch.pipeline(), payloads, response);
        });
  }

  private void cancel(int nth) {
    List<ObservedJob> all = context.observer().all();
    if (all.isEmpty()) return;
    ObservedJob job = all.get(nth % all.size());
    send(RequestFactory.cancel(job.id), response -> responses.cancelled(job, response));
  }

  /// A request to a server that is down is not sent.
  private void send(Request request, Consumer<Response> onResponse) {
    if (server.isEmpty()) return;
    requests++;
    server
        .get()
        .request(
            request,
            response -> {
              requests--;
              trace.add(
                  context.scheduler().clock().nanoTime(),
                  "response " + response.status(),
                  response.headers().getOrDefault("Location", ""));
              onResponse.accept(response);
            });
  }

  private void crash(Duration down) {
    if (server.isEmpty()) return;
    crashes++;
    starts++;
    releaseLocks();
    server.get().die(store());
    server = Optional.empty();
    later(down, this::open);
  }

  private void lock(SimulatedServer opened, Duration time) {
    try {
      Connection other = DriverManager.getConnection("jdbc:sqlite:" + opened.database());
      execute(other, "BEGIN IMMEDIATE");
      locks.add(other);
      later(time, () -> unlock(other));
    } catch (SQLException writing) {
      throw new IllegalStateException("cannot lock the database", writing);
    }
  }

  /// The writer of a process that has ended would wait for them for ever: its clock has stopped.
  private void releaseLocks() {
    List.copyOf(locks).forEach(this::unlock);
  }

  private void unlock(Connection other) {
    if (!locks.remove(other)) return;
    try (other) {
      execute(other, "ROLLBACK");
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot unlock the database", failed);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
