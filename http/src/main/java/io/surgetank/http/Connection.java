package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.surgetank.api.Response;
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
  private final Shared shared;
  private final Holding holding;
  private final Pace pace;
  private final Reading reading;

  /// What came while the request before it was still being answered.
  private ByteBuf stash = Unpooled.EMPTY_BUFFER;

  private boolean consuming;
  private boolean inputEnded;
  private volatile boolean givenUp;
  private volatile Optional<Thread> worker = Optional.empty();

  Connection(Channel channel, Shared shared) {
    this.channel = channel;
    this.shared = shared;
    this.holding = new Holding(shared.budget());
    this.pace = new Pace(now());
    this.reading = new Reading(shared, holding, pace, this::sendContinue);
  }

  private long now() {
    return shared.nanos().getAsLong();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!shared.connections().add(this)) channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    pace.enter(Phase.CLOSED, now());
    stash = Unpooled.EMPTY_BUFFER;
    holding.set(0);
    shared.connections().remove(this);
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
    while (in.isReadable() && pace.isReading()) {
      switch (reading.read(in)) {
        case Reading.Found.More() -> {}
        case Reading.Found.Whole(var head, var body) -> begin(head, body);
        case Reading.Found.Answered(var head, var response) ->
            send(response, head.asksForHeadOnly(), whetherBodyFollows(head));
        case Reading.Found.Refused(var head, var refusal) -> refuse(head, refusal);
      }
    }
    consuming = false;
  }

  /// A pipelined request waits here, and what follows it in the kernel, then at the client.
  private void keep(ByteBuf in) {
    boolean comesLater = pace.phase() == Phase.WORK || pace.phase() == Phase.RESPONSE;
    if (!comesLater) return;
    channel.config().setAutoRead(false);
    stash = Unpooled.copiedBuffer(stash, in);
    holding.set(holding.held() + in.readableBytes());
  }

  private static Ending whetherBodyFollows(Head head) {
    return head.framing() instanceof Framing.NoBody ? Ending.after(head) : Ending.LAST;
  }

  private void begin(Head head, byte[] body) {
    String path = head.request().path();
    Optional<Gates.Place> place = shared.gates().enter(head.request().method(), path);
    if (place.isEmpty()) {
      Response busy = shared.front().refused(head.request(), Refusal.BUSY.response());
      send(busy, head.asksForHeadOnly(), Ending.after(head));
      return;
    }
    pace.enter(Phase.WORK, now());
    worker = shared.work().start(path, () -> work(head, body, place.get()));
  }

  /// On a thread of the request's own.
  private void work(Head head, byte[] body, Gates.Place place) {
    Response response;
    try (place) {
      response = shared.work().answer(head.with(body));
    }
    // A stop interrupts a request that waits for a job's end; its response still goes out.
    Ending ending = Thread.interrupted() ? Ending.LAST : Ending.after(head);
    onLoop(() -> {
      worker = Optional.empty();
      send(response, head.asksForHeadOnly(), ending);
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

  private void refuse(Optional<Head> head, Refusal refusal) {
    if (head.isEmpty()) shared.front().unreadable(refusal.status());
    Response response =
        head.map(known -> shared.front().refused(known.request(), refusal.response()))
            .orElseGet(refusal::response);
    send(response, head.filter(Head::asksForHeadOnly).isPresent(), Ending.LAST);
  }

  private void send(Response response, boolean headOnly, Ending wanted) {
    if (pace.phase() == Phase.CLOSED) return;
    pace.enter(Phase.RESPONSE, now());
    Ending ending = shared.connections().isStopping() ? Ending.LAST : wanted;
    byte[] body = headOnly ? new byte[0] : response.body();
    var reply =
        new Reply(channel, body, taken -> pace.progressed(taken, now()), () -> sent(ending));
    boolean done = reply.start(response, shared.dates().line(), ending.connectionHeader());
    if (!done) holding.set(stash.readableBytes() + (long) body.length);
  }

  private void sent(Ending ending) {
    holding.set(stash.readableBytes());
    if (ending == Ending.LAST) {
      linger();
      return;
    }
    pace.enter(Phase.IDLE, now());
    if (!consuming) resume();
  }

  private void resume() {
    consume(stash);
    if (stash.isReadable()) return;
    stash = Unpooled.EMPTY_BUFFER;
    if (pace.isReading()) {
      if (inputEnded) channel.close();
      else if (!channel.config().isAutoRead()) channel.config().setAutoRead(true);
    }
  }

  private void linger() {
    stash = Unpooled.EMPTY_BUFFER;
    holding.set(0);
    pace.enter(Phase.LINGER, now());
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
    boolean nothingRuns = pace.phase() != Phase.WORK && pace.phase() != Phase.RESPONSE;
    if (nothingRuns) channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    exceptionCaught(cause);
  }

  private void exceptionCaught(Throwable cause) {
    // A client that is gone is no news.
    if (!(cause instanceof IOException)) Failures.report(cause, "a connection failed");
    channel.close();
  }

  /// From any thread: looks again, where the phase cannot change meanwhile, and ends it.
  void expire() {
    onLoop(() -> {
      if (!pace.isExpired(now())) return;
      switch (pace.phase()) {
        case HEAD, BODY -> refuse(reading.current(), Refusal.SLOW);
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
      if (pace.phase() == Phase.RESPONSE) channel.close();
      else refuse(reading.current(), Refusal.MEMORY);
    });
  }

  private void giveUp(Runnable end) {
    givenUp = true;
    onLoop(() -> {
      givenUp = false;
      boolean answering = pace.phase() == Phase.WORK || pace.phase() == Phase.CLOSED;
      if (!answering) end.run();
    });
  }

  /// From any thread: ends a connection that waits for a request. Those with one are answered.
  void stop() {
    onLoop(() -> {
      if (pace.rank() < 2) channel.close();
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
    int rank = pace.rank();
    return (rank == 1 || rank == 2) && holding.held() > 0 && pace.silence(now) > Patience.SPARE;
  }

  Pace pace() {
    return pace;
  }

  Holding holding() {
    return holding;
  }
}
