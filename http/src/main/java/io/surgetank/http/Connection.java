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
  private final ServerContext serverContext;
  private final MemoryReservation memoryReservation;
  private final PhaseTimer phaseTimer;
  private final RequestReader requestReader;

  /// What came while the request before it was still being answered.
  private ByteBuf stash = Unpooled.EMPTY_BUFFER;

  private boolean consuming;
  private boolean inputEnded;
  private volatile boolean givenUp;
  private volatile Optional<Thread> worker = Optional.empty();

  Connection(Channel channel, ServerContext serverContext) {
    this.channel = channel;
    this.serverContext = serverContext;
    this.memoryReservation = new MemoryReservation(serverContext.memoryBudget());
    this.phaseTimer = new PhaseTimer(now());
    this.requestReader =
        new RequestReader(serverContext, memoryReservation, phaseTimer, this::sendContinue);
  }

  private long now() {
    return serverContext.nanos().getAsLong();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!serverContext.connections().add(this)) channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    phaseTimer.enter(ConnectionPhase.CLOSED, now());
    stash = Unpooled.EMPTY_BUFFER;
    memoryReservation.set(0);
    serverContext.connections().remove(this);
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
    while (in.isReadable() && phaseTimer.isReading()) {
      switch (requestReader.read(in)) {
        case RequestReader.Found.More() -> {}
        case RequestReader.Found.Whole(var requestHead, var body) -> begin(requestHead, body);
        case RequestReader.Found.Answered(var requestHead, var response) ->
            send(response, requestHead.asksForHeadOnly(), whetherBodyFollows(requestHead));
        case RequestReader.Found.Refused(var head, var earlyResponse) ->
            refuse(head, earlyResponse);
      }
    }
    consuming = false;
  }

  /// A pipelined request waits here, and what follows it in the kernel, then at the client.
  private void keep(ByteBuf in) {
    boolean comesLater =
        phaseTimer.phase() == ConnectionPhase.WORK
            || phaseTimer.phase() == ConnectionPhase.RESPONSE;
    if (!comesLater) return;
    channel.config().setAutoRead(false);
    stash = Unpooled.copiedBuffer(stash, in);
    memoryReservation.set(memoryReservation.held() + in.readableBytes());
  }

  private static ConnectionPersistence whetherBodyFollows(RequestHead requestHead) {
    return requestHead.framing() instanceof Framing.NoBody
        ? ConnectionPersistence.after(requestHead)
        : ConnectionPersistence.LAST;
  }

  private void begin(RequestHead requestHead, byte[] body) {
    String path = requestHead.request().path();
    Optional<ConcurrencyLimiter.Permit> place =
        serverContext.concurrencyLimiter().enter(requestHead.request().method(), path);
    if (place.isEmpty()) {
      Response busy =
          serverContext
              .requestHandler()
              .refused(requestHead.request(), EarlyResponse.BUSY.response());
      send(busy, requestHead.asksForHeadOnly(), ConnectionPersistence.after(requestHead));
      return;
    }
    phaseTimer.enter(ConnectionPhase.WORK, now());
    worker =
        serverContext.requestExecutor().start(path, () -> work(requestHead, body, place.get()));
  }

  /// On a thread of the request's own.
  private void work(RequestHead requestHead, byte[] body, ConcurrencyLimiter.Permit permit) {
    Response response;
    try (permit) {
      response = serverContext.requestExecutor().answer(requestHead.with(body));
    }
    // A stop interrupts a request that waits for a job's end; its response still goes out.
    ConnectionPersistence connectionPersistence =
        Thread.interrupted()
            ? ConnectionPersistence.LAST
            : ConnectionPersistence.after(requestHead);
    onLoop(() -> {
      worker = Optional.empty();
      send(response, requestHead.asksForHeadOnly(), connectionPersistence);
    });
  }

  private void onLoop(Runnable task) {
    try {
      channel
          .eventLoop()
          .execute(() -> {
            try {
              task.run();
            } catch (RuntimeException | Error surprise) {
              exceptionCaught(surprise);
            }
          });
    } catch (RejectedExecutionException stopped) {
      LOG.log(Logger.Level.DEBUG, "the server has stopped", stopped);
    }
  }

  private void sendContinue() {
    channel.writeAndFlush(Unpooled.copiedBuffer(ResponseHead.CONTINUE, StandardCharsets.US_ASCII));
  }

  private void refuse(Optional<RequestHead> head, EarlyResponse earlyResponse) {
    if (head.isEmpty()) serverContext.requestHandler().unreadable(earlyResponse.status());
    Response response =
        head.map(known ->
                serverContext.requestHandler().refused(known.request(), earlyResponse.response()))
            .orElseGet(earlyResponse::response);
    send(
        response,
        head.filter(RequestHead::asksForHeadOnly).isPresent(),
        ConnectionPersistence.LAST);
  }

  private void send(Response response, boolean headOnly, ConnectionPersistence wanted) {
    if (phaseTimer.phase() == ConnectionPhase.CLOSED) return;
    phaseTimer.enter(ConnectionPhase.RESPONSE, now());
    ConnectionPersistence connectionPersistence =
        serverContext.connections().isStopping() ? ConnectionPersistence.LAST : wanted;
    byte[] body = headOnly ? new byte[0] : response.body();
    var responseWriter =
        new ResponseWriter(
            channel,
            body,
            taken -> phaseTimer.progressed(taken, now()),
            () -> sent(connectionPersistence));
    boolean done =
        responseWriter.start(
            response, serverContext.dateHeader().line(), connectionPersistence.connectionHeader());
    if (!done) memoryReservation.set(stash.readableBytes() + (long) body.length);
  }

  private void sent(ConnectionPersistence connectionPersistence) {
    memoryReservation.set(stash.readableBytes());
    if (connectionPersistence == ConnectionPersistence.LAST) {
      linger();
      return;
    }
    phaseTimer.enter(ConnectionPhase.IDLE, now());
    if (!consuming) resume();
  }

  private void resume() {
    consume(stash);
    if (stash.isReadable()) return;
    stash = Unpooled.EMPTY_BUFFER;
    if (phaseTimer.isReading()) {
      if (inputEnded) channel.close();
      else if (!channel.config().isAutoRead()) channel.config().setAutoRead(true);
    }
  }

  private void linger() {
    stash = Unpooled.EMPTY_BUFFER;
    memoryReservation.set(0);
    phaseTimer.enter(ConnectionPhase.LINGER, now());
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
    boolean nothingRuns =
        phaseTimer.phase() != ConnectionPhase.WORK
            && phaseTimer.phase() != ConnectionPhase.RESPONSE;
    if (nothingRuns) channel.close();
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
      if (!phaseTimer.isExpired(now())) return;
      switch (phaseTimer.phase()) {
        case HEAD, BODY -> refuse(requestReader.current(), EarlyResponse.SLOW);
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
      if (phaseTimer.phase() == ConnectionPhase.RESPONSE) channel.close();
      else refuse(requestReader.current(), EarlyResponse.MEMORY);
    });
  }

  private void giveUp(Runnable end) {
    givenUp = true;
    onLoop(() -> {
      givenUp = false;
      boolean answering =
          phaseTimer.phase() == ConnectionPhase.WORK
              || phaseTimer.phase() == ConnectionPhase.CLOSED;
      if (!answering) end.run();
    });
  }

  /// From any thread: ends a connection that waits for a request. Those with one are answered.
  void stop() {
    onLoop(() -> {
      if (phaseTimer.rank() < 2) channel.close();
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
    int rank = phaseTimer.rank();
    return (rank == 1 || rank == 2)
        && memoryReservation.held() > 0
        && phaseTimer.silence(now) > PhaseTimeouts.SPARE;
  }

  PhaseTimer pace() {
    return phaseTimer;
  }

  MemoryReservation holding() {
    return memoryReservation;
  }
}
