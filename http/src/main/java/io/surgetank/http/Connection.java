package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import io.surgetank.http.tls.PlainHttpDetector;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// One connection: reads a request, lets the handler answer it, sends the response, and only then
/// reads the next. Runs on the connection's event loop, except where stated otherwise.
@SuppressWarnings("FutureReturnValueIgnored") // the outcome of a close does not matter
final class Connection extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final ServerContext server;
  private final MemoryReservation reservation;
  private final PhaseTracker timer;
  private final RequestReader reader;
  private final EventLoopTasks tasks;

  /// Bytes received while the previous request is still being answered.
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;

  private boolean consuming;
  private boolean inputEnded;

  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile Optional<Thread> worker = Optional.empty();

  Connection(Channel channel, ServerContext server) {
    this.channel = channel;
    this.server = server;
    this.reservation = new MemoryReservation(server.budget());
    this.timer = new PhaseTracker(now());
    this.reader =
        new RequestReader(
            server,
            reservation,
            timer,
            this::sendContinue,
            new ConnectionClient(channel, server.proxies()));
    this.tasks = new EventLoopTasks(channel.eventLoop(), this::exceptionCaught);
  }

  private long now() {
    return server.nanos().getAsLong();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!server.connections().add(this)) channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timer.enter(ConnectionPhase.CLOSED, now());
    pending = Unpooled.EMPTY_BUFFER;
    reservation.set(0);
    server.connections().remove(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var in = (ByteBuf) message;
    try {
      consume(in);
      if (in.isReadable()) keep(in);
    } finally {
      in.release();
    }
  }

  /// Reads requests from `in` until one is being answered.
  private void consume(ByteBuf in) {
    consuming = true;
    while (in.isReadable() && timer.isReading()) {
      switch (reader.read(in)) {
        case RequestReader.Found.More() -> {}
        case RequestReader.Found.Whole(var head, var body) -> begin(head, body);
        case RequestReader.Found.Answered(var head, var response) ->
            send(response, head.isHead(), persistenceWithoutBody(head));
        case RequestReader.Found.Refused(var head, var early) -> refuse(head, early);
      }
    }
    consuming = false;
  }

  /// Buffers a pipelined request here; what follows waits in the kernel, then at the client.
  private void keep(ByteBuf in) {
    if (!timer.isAnswering()) return;
    channel.config().setAutoRead(false);
    pending = Unpooled.copiedBuffer(pending, in);
    reservation.set(reservation.held() + in.readableBytes());
  }

  private static ConnectionPersistence persistenceWithoutBody(RequestHead head) {
    return head.framing() instanceof Framing.NoBody
        ? ConnectionPersistence.after(head)
        : ConnectionPersistence.CLOSE;
  }

  private void begin(RequestHead head, byte[] body) {
    String path = head.request().path();
    Optional<ConcurrencyLimiter.Permit> permit =
        server.limiter().enter(head.request().method(), path);
    if (permit.isEmpty()) {
      Response busy = server.handler().refused(head.request(), EarlyResponse.BUSY.response());
      send(busy, head.isHead(), ConnectionPersistence.after(head));
      return;
    }
    timer.enter(ConnectionPhase.WORK, now());
    Request request = head.with(body);
    Optional<CompletableFuture<Response>> begun = server.executor().answerAsync(request, tasks);
    if (begun.isEmpty())
      worker = server.executor().start(path, () -> work(head, request, permit.get()));
    else
      begun
          .get()
          .thenAccept(response ->
              tasks.execute(() -> {
                permit.get().close();
                send(response, head.isHead(), ConnectionPersistence.after(head));
              }));
  }

  /// Runs on the request's own thread.
  private void work(RequestHead head, Request request, ConcurrencyLimiter.Permit permit) {
    Response response;
    try (permit) {
      response = server.executor().answer(request);
    }
    // A stop interrupts a request that waits for a job to finish; its response is still sent.
    ConnectionPersistence persistence =
        Thread.interrupted() ? ConnectionPersistence.CLOSE : ConnectionPersistence.after(head);
    tasks.later(() -> {
      worker = Optional.empty();
      send(response, head.isHead(), persistence);
    });
  }

  private void sendContinue() {
    channel.writeAndFlush(Unpooled.copiedBuffer(ResponseHead.CONTINUE, StandardCharsets.US_ASCII));
  }

  private void refuse(Optional<RequestHead> head, EarlyResponse early) {
    if (head.isEmpty()) server.handler().unreadable(early.status());
    Response response =
        head.map(known -> server.handler().refused(known.request(), early.response()))
            .orElseGet(early::response);
    send(response, head.filter(RequestHead::isHead).isPresent(), ConnectionPersistence.CLOSE);
  }

  private void send(Response response, boolean headOnly, ConnectionPersistence wanted) {
    if (timer.phase() == ConnectionPhase.CLOSED) return;
    timer.enter(ConnectionPhase.RESPONSE, now());
    ConnectionPersistence persistence =
        server.connections().isStopping() ? ConnectionPersistence.CLOSE : wanted;
    byte[] body = headOnly ? new byte[0] : response.body();
    var writer =
        new ResponseWriter(
            channel, body, taken -> timer.progressed(taken, now()), () -> sent(persistence));
    boolean done =
        writer.start(response, server.dateHeader().line(), persistence.connectionHeader());
    if (!done) reservation.set(pending.readableBytes() + (long) body.length);
  }

  private void sent(ConnectionPersistence persistence) {
    reservation.set(pending.readableBytes());
    if (persistence == ConnectionPersistence.CLOSE) {
      linger();
      return;
    }
    timer.enter(ConnectionPhase.IDLE, now());
    if (!consuming) resume();
  }

  private void resume() {
    consume(pending);
    if (pending.isReadable()) return;
    pending = Unpooled.EMPTY_BUFFER;
    if (timer.isReading()) {
      if (inputEnded) channel.close();
      else if (!channel.config().isAutoRead()) channel.config().setAutoRead(true);
    }
  }

  private void linger() {
    pending = Unpooled.EMPTY_BUFFER;
    reservation.set(0);
    timer.enter(ConnectionPhase.LINGER, now());
    if (inputEnded) {
      channel.close();
      return;
    }
    ConnectionEnd.shutdownOutput(channel).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    channel.config().setAutoRead(true);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == PlainHttpDetector.FOUND) refuse(Optional.empty(), EarlyResponse.PLAIN_HTTP);
    if (!ConnectionEnd.isOfInput(event)) return;
    inputEnded = true;
    if (!timer.isAnswering()) channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    exceptionCaught(cause);
  }

  private void exceptionCaught(Throwable cause) {
    if (!ConnectionEnd.isByClient(cause)) UncaughtErrors.report(cause, "connection failed");
    channel.close();
  }

  /// From any thread: checks again on the event loop, where the phase cannot change meanwhile, and
  /// ends it.
  void expire() {
    tasks.later(() -> {
      if (!timer.isExpired(now())) return;
      switch (timer.phase()) {
        case HEAD, BODY -> refuse(reader.current(), EarlyResponse.SLOW);
        case NEW, IDLE, RESPONSE, LINGER -> channel.close();
        case WORK, CLOSED -> {}
      }
    });
  }

  /// Whether it is being closed to make room. Set by any thread, before [#reclaimConnection()].
  AtomicBoolean closing() {
    return closing;
  }

  /// From any thread: closes it to make room for a new connection.
  void reclaimConnection() {
    tasks.later(() -> {
      if (timer.rank() == Integer.MAX_VALUE) server.connections().keepOpen(this);
      else channel.close();
    });
  }

  /// From any thread: ends its request or response. Its memory counts as free from now on, so that
  /// others need not wait for this event loop. Returns how much that is.
  long reclaimMemory() {
    long released = reservation.release();
    tasks.later(() -> {
      switch (timer.phase()) {
        case HEAD, BODY -> refuse(reader.current(), EarlyResponse.MEMORY);
        case RESPONSE -> channel.close();
        // The rest of the request arrived in between.
        case WORK -> reservation.set(Math.max(released, reservation.held()));
        case NEW, IDLE, LINGER, CLOSED -> {}
      }
    });
    return released;
  }

  /// From any thread: closes a connection that waits for a request. Requests under way are
  /// answered.
  void stop() {
    tasks.later(() -> {
      if (timer.rank() < 2) channel.close();
    });
  }

  /// From any thread.
  void interrupt() {
    worker.ifPresent(Thread::interrupt);
  }

  /// From any thread.
  void close() {
    channel.close();
  }

  /// Whether it holds memory while it waits for a silent client.
  boolean holdsForClient(long now) {
    return reservation.held() > 0 && timer.isStalled(now);
  }

  PhaseTracker timer() {
    return timer;
  }

  MemoryReservation reservation() {
    return reservation;
  }
}
