package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.surgetank.core.api.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/// One connection: reads a request, has it answered, sends the response, and only then looks at the
/// next. Runs on the connection's event loop, except where it says otherwise.
@SuppressWarnings("FutureReturnValueIgnored") // nothing is done after a close, however it ends
final class Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private final Channel channel;
  private final ServerContext server;
  private final MemoryReservation memory;
  private final PhaseTimer timer;
  private final RequestReader reader;

  /// What came while the request before it was still being answered.
  private ByteBuf stash = Unpooled.EMPTY_BUFFER;

  private boolean consuming;
  private boolean inputEnded;
  private volatile boolean givenUp;
  private volatile Optional<Thread> worker = Optional.empty();

  Connection(Channel channel, ServerContext server) {
    this.channel = channel;
    this.server = server;
    this.memory = new MemoryReservation(server.memoryBudget());
    this.timer = new PhaseTimer(now());
    this.reader = new RequestReader(server, memory, timer, this::sendContinue);
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
    stash = Unpooled.EMPTY_BUFFER;
    memory.set(0);
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

  /// Reads on with what came last, unless something is to be done first.
  private void consume(ByteBuf in) {
    consuming = true;
    while (in.isReadable() && timer.isReading()) {
      switch (reader.read(in)) {
        case RequestReader.Found.More() -> {}
        case RequestReader.Found.Whole(var requestHead, var body) -> begin(requestHead, body);
        case RequestReader.Found.Answered(var requestHead, var response) ->
            send(response, requestHead.asksForHeadOnly(), whetherBodyFollows(requestHead));
        case RequestReader.Found.Refused(var head, var early) -> refuse(head, early);
      }
    }
    consuming = false;
  }

  /// A pipelined request waits here, and what follows it in the kernel, then at the client.
  private void keep(ByteBuf in) {
    if (!timer.isAnswering()) return;
    channel.config().setAutoRead(false);
    stash = Unpooled.copiedBuffer(stash, in);
    memory.set(memory.held() + in.readableBytes());
  }

  private static ConnectionPersistence whetherBodyFollows(RequestHead requestHead) {
    return requestHead.framing() instanceof Framing.NoBody
        ? ConnectionPersistence.after(requestHead)
        : ConnectionPersistence.LAST;
  }

  private void begin(RequestHead requestHead, byte[] body) {
    String path = requestHead.request().path();
    Optional<ConcurrencyLimiter.Permit> place =
        server.concurrencyLimiter().enter(requestHead.request().method(), path);
    if (place.isEmpty()) {
      Response busy =
          server.requestHandler().refused(requestHead.request(), EarlyResponse.BUSY.response());
      send(busy, requestHead.asksForHeadOnly(), ConnectionPersistence.after(requestHead));
      return;
    }
    timer.enter(ConnectionPhase.WORK, now());
    worker = server.requestExecutor().start(path, () -> work(requestHead, body, place.get()));
  }

  /// On a thread of the request's own.
  private void work(RequestHead requestHead, byte[] body, ConcurrencyLimiter.Permit permit) {
    Response response;
    try (permit) {
      response = server.requestExecutor().answer(requestHead.with(body));
    }
    // A stop interrupts a request that waits for a job's end; its response still goes out.
    ConnectionPersistence persistence =
        Thread.interrupted()
            ? ConnectionPersistence.LAST
            : ConnectionPersistence.after(requestHead);
    onLoop(() -> {
      worker = Optional.empty();
      send(response, requestHead.asksForHeadOnly(), persistence);
    });
  }

  private void onLoop(Runnable task) {
    try {
      channel
          .eventLoop()
          .execute(() -> {
            try {
              task.run();
            } catch (RuntimeException | Error unexpected) {
              exceptionCaught(unexpected);
            }
          });
    } catch (RejectedExecutionException stopped) {
      LOG.log(Logger.Level.DEBUG, "the server has stopped", stopped);
    }
  }

  private void sendContinue() {
    channel.writeAndFlush(Unpooled.copiedBuffer(ResponseHead.CONTINUE, StandardCharsets.US_ASCII));
  }

  private void refuse(Optional<RequestHead> head, EarlyResponse early) {
    if (head.isEmpty()) server.requestHandler().unreadable(early.status());
    Response response =
        head.map(known -> server.requestHandler().refused(known.request(), early.response()))
            .orElseGet(early::response);
    send(
        response,
        head.filter(RequestHead::asksForHeadOnly).isPresent(),
        ConnectionPersistence.LAST);
  }

  private void send(Response response, boolean headOnly, ConnectionPersistence wanted) {
    if (timer.phase() == ConnectionPhase.CLOSED) return;
    timer.enter(ConnectionPhase.RESPONSE, now());
    ConnectionPersistence persistence =
        server.connections().isStopping() ? ConnectionPersistence.LAST : wanted;
    byte[] body = headOnly ? new byte[0] : response.body();
    var responseWriter =
        new ResponseWriter(
            channel, body, taken -> timer.progressed(taken, now()), () -> sent(persistence));
    boolean done =
        responseWriter.start(response, server.dateHeader().line(), persistence.connectionHeader());
    if (!done) memory.set(stash.readableBytes() + (long) body.length);
  }

  private void sent(ConnectionPersistence persistence) {
    memory.set(stash.readableBytes());
    if (persistence == ConnectionPersistence.LAST) {
      linger();
      return;
    }
    timer.enter(ConnectionPhase.IDLE, now());
    if (!consuming) resume();
  }

  private void resume() {
    consume(stash);
    if (stash.isReadable()) return;
    stash = Unpooled.EMPTY_BUFFER;
    if (timer.isReading()) {
      if (inputEnded) channel.close();
      else if (!channel.config().isAutoRead()) channel.config().setAutoRead(true);
    }
  }

  private void linger() {
    stash = Unpooled.EMPTY_BUFFER;
    memory.set(0);
    timer.enter(ConnectionPhase.LINGER, now());
    if (inputEnded) {
      channel.close();
      return;
    }
    ((DuplexChannel) channel).shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    channel.config().setAutoRead(true);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownEvent)) return;
    inputEnded = true;
    if (!timer.isAnswering()) channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    exceptionCaught(cause);
  }

  private void exceptionCaught(Throwable cause) {
    // A client that is gone is no news.
    if (!(cause instanceof IOException)) UncaughtErrors.report(cause, "a connection failed");
    channel.close();
  }

  /// From any thread: looks again, where the phase cannot change meanwhile, and ends it.
  void expire() {
    onLoop(() -> {
      if (!timer.isExpired(now())) return;
      switch (timer.phase()) {
        case HEAD, BODY -> refuse(reader.current(), EarlyResponse.SLOW);
        case NEW, IDLE, RESPONSE, LINGER -> channel.close();
        case WORK, CLOSED -> {}
      }
    });
  }

  /// From any thread: somebody else needs the place more.
  void giveUpPlace() {
    giveUp(channel::close);
  }

  /// From any thread: somebody else needs the memory more.
  void giveUpMemory() {
    giveUp(() -> {
      if (timer.phase() == ConnectionPhase.RESPONSE) channel.close();
      else refuse(reader.current(), EarlyResponse.MEMORY);
    });
  }

  private void giveUp(Runnable end) {
    givenUp = true;
    onLoop(() -> {
      givenUp = false;
      boolean answering =
          timer.phase() == ConnectionPhase.WORK || timer.phase() == ConnectionPhase.CLOSED;
      if (!answering) end.run();
    });
  }

  /// From any thread: ends a connection that waits for a request. Those with one are answered.
  void stop() {
    onLoop(() -> {
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

  boolean isGivenUp() {
    return givenUp;
  }

  /// Whether it has memory that waits for its client, who is silent.
  boolean holdsForClient(long now) {
    int rank = timer.rank();
    return (rank == 1 || rank == 2)
        && memory.held() > 0
        && timer.silence(now) > PhaseTimeouts.SPARE;
  }

  PhaseTimer timer() {
    return timer;
  }

  MemoryReservation memory() {
    return memory;
  }
}
