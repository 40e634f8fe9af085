package io.surgetank.bench.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The measured client: sends requests at fixed times, whether or not earlier ones were answered,
/// and counts each latency from the time at which the request should have been sent. One thread.
public final class OpenLoop {
  /// For responses after the last request.
  private static final Duration LAST_RESPONSE = Duration.ofSeconds(10);

  /// If a stalled server has this number of unanswered requests, further ones are sent late.
  private static final int MOST_CONNECTIONS = 4_000;

  private static final long POLL_NANOS = 10_000_000;

  private final InetSocketAddress server;
  private final List<RequestSchedule> schedules;
  private final List<? extends ResponseRecorder> recorders;
  private final long[] sent;
  private final Map<MeasuredConnection, MeasuredRequest> active = new HashMap<>();
  private final Deque<MeasuredConnection> free = new ArrayDeque<>();

  private OpenLoop(
      InetSocketAddress server,
      List<RequestSchedule> schedules,
      List<? extends ResponseRecorder> recorders) {
    this.server = server;
    this.schedules = schedules;
    this.recorders = recorders;
    this.sent = new long[schedules.size()];
  }

  /// The latencies of each schedule.
  public static List<Latencies> measure(
      InetSocketAddress server, List<RequestSchedule> schedules, Duration time) throws IOException {
    var recorders = schedules.stream().map(_ -> new Latencies.Recorder()).toList();
    run(server, schedules, recorders, time);
    return recorders.stream().map(Latencies.Recorder::latencies).toList();
  }

  /// Sends the requests of the schedules for this time, then waits for the last responses.
  ///
  /// @param recorders one for each schedule
  public static void run(
      InetSocketAddress server,
      List<RequestSchedule> schedules,
      List<? extends ResponseRecorder> recorders,
      Duration time)
      throws IOException {
    var loop = new OpenLoop(server, schedules, recorders);
    try (var selector = Selector.open()) {
      loop.run(selector, time);
    } finally {
      loop.active.keySet().forEach(MeasuredConnection::close);
      loop.free.forEach(MeasuredConnection::close);
    }
  }

  private void run(Selector selector, Duration time) throws IOException {
    long start = System.nanoTime();
    long end = time.toNanos();
    long elapsed = 0;
    while (elapsed < end || (!active.isEmpty() && elapsed < end + LAST_RESPONSE.toNanos())) {
      // Also those of the time in which this thread was late.
      long next = sendDue(selector, start, Math.min(elapsed, end - 1));
      if (elapsed >= end) next = elapsed + POLL_NANOS;
      selector.select(Math.max(1, (next - elapsed) / 1_000_000));
      for (SelectionKey key : selector.selectedKeys())
        if (key.isValid()) advance(selector, (MeasuredConnection) key.attachment());
      selector.selectedKeys().clear();
      elapsed = System.nanoTime() - start;
    }
    active.values().forEach(this::failed);
  }

  /// Sends what is due; returns when the next request is.
  private long sendDue(Selector selector, long start, long elapsed) throws IOException {
    long next = Long.MAX_VALUE;
    for (int each = 0; each < schedules.size(); each++) {
      RequestSchedule schedule = schedules.get(each);
      for (;
          schedule.dueNanos(sent[each]) <= elapsed && active.size() < MOST_CONNECTIONS;
          sent[each]++) {
        long due = start + schedule.dueNanos(sent[each]);
        send(selector, new MeasuredRequest(schedule, schedule.use(sent[each]), due));
      }
      next = Math.min(next, schedule.dueNanos(sent[each]));
    }
    return next;
  }

  private void send(Selector selector, MeasuredRequest request) throws IOException {
    Optional<MeasuredConnection> kept = Optional.empty();
    if (request.use() == ConnectionUse.KEPT) kept = Optional.ofNullable(free.poll());
    MeasuredConnection connection =
        kept.isPresent() ? kept.get() : MeasuredConnection.open(server, selector);
    active.put(connection, request);
    try {
      connection.send(request.schedule().request(request.use()));
    } catch (IOException broken) {
      broken(selector, connection);
    }
  }

  private void advance(Selector selector, MeasuredConnection connection) throws IOException {
    try {
      Optional<ReceivedResponse> response = connection.advance();
      if (response.isPresent()) received(connection, response.get());
    } catch (IOException broken) {
      broken(selector, connection);
    }
  }

  private void received(MeasuredConnection connection, ReceivedResponse response) {
    MeasuredRequest request = active.remove(connection);
    if (request == null) return;
    recorder(request).received(response, millisSince(request));
    if (request.use() == ConnectionUse.KEPT && response.keepsConnection()) {
      connection.release();
      free.push(connection);
    } else connection.close();
  }

  /// The server may close an idle connection at any time: a request that meets this is sent again,
  /// once, and its latency includes both.
  private void broken(Selector selector, MeasuredConnection connection) throws IOException {
    connection.close();
    free.remove(connection);
    MeasuredRequest request = active.remove(connection);
    if (request == null) return;
    if (connection.isReused())
      send(
          selector, new MeasuredRequest(request.schedule(), ConnectionUse.NEW, request.dueNanos()));
    else failed(request);
  }

  private void failed(MeasuredRequest request) {
    recorder(request).failed(millisSince(request));
  }

  private ResponseRecorder recorder(MeasuredRequest request) {
    return recorders.get(schedules.indexOf(request.schedule()));
  }

  private static double millisSince(MeasuredRequest request) {
    return (System.nanoTime() - request.dueNanos()) / 1e6;
  }
}
