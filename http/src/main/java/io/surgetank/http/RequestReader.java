package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import java.lang.System.Logger;
import java.util.Optional;

/// Makes requests of a connection's bytes, one after the other: the head, what it decides alone,
/// then the body.
final class RequestReader {
  private static final Logger LOG = System.getLogger(RequestReader.class.getName());

  /// What the bytes so far are.
  sealed interface Found {
    record More() implements Found {}

    record Whole(RequestHead requestHead, byte[] body) implements Found {}

    /// The head alone decided; a body may still follow.
    record Answered(RequestHead requestHead, Response response) implements Found {}

    record Refused(Optional<RequestHead> head, EarlyResponse earlyResponse) implements Found {}
  }

  private static final Found MORE = new Found.More();

  private final ServerContext serverContext;
  private final MemoryReservation memoryReservation;
  private final PhaseTimer phaseTimer;
  private final Runnable sendContinue;
  private HeadReader reader = new HeadReader();
  private Optional<HttpExchange> exchange = Optional.empty();

  /// @param sendContinue tells a client that waits for it to send its body
  RequestReader(
      ServerContext serverContext,
      MemoryReservation memoryReservation,
      PhaseTimer phaseTimer,
      Runnable sendContinue) {
    this.serverContext = serverContext;
    this.memoryReservation = memoryReservation;
    this.phaseTimer = phaseTimer;
    this.sendContinue = sendContinue;
  }

  /// Reads on, at most to the end of one request.
  Found read(ByteBuf in) {
    int available = in.readableBytes();
    Found found = exchange.isPresent() ? body(in, exchange.get()) : head(in);
    if (found != MORE) {
      reader = new HeadReader();
      exchange = Optional.empty();
    }
    phaseTimer.progressed(available - in.readableBytes(), serverContext.nanos().getAsLong());
    return found;
  }

  /// Whose request is being read, once its head is there.
  Optional<RequestHead> current() {
    return exchange.map(HttpExchange::head);
  }

  private Found head(ByteBuf in) {
    if (phaseTimer.phase() != ConnectionPhase.HEAD)
      phaseTimer.enter(ConnectionPhase.HEAD, serverContext.nanos().getAsLong());
    return switch (reader.read(in)) {
      case HeadReader.Progress.NeedMore() ->
          serverContext.makeRoom(memoryReservation, reader.heldBytes())
              ? MORE
              : refused(EarlyResponse.MEMORY);
      case HeadReader.Progress.Invalid(var earlyResponse) -> refused(earlyResponse);
      case HeadReader.Progress.Complete(var bytes, var from, var to) ->
          switch (HeadParser.parse(bytes, from, to)) {
            case ParsedHead.Invalid(var earlyResponse) -> refused(earlyResponse);
            case ParsedHead.Valid(var requestHead) -> entered(requestHead, bytes.length, in);
          };
    };
  }

  private static Found refused(EarlyResponse earlyResponse) {
    return new Found.Refused(Optional.empty(), earlyResponse);
  }

  private static Found refused(RequestHead requestHead, EarlyResponse earlyResponse) {
    return new Found.Refused(Optional.of(requestHead), earlyResponse);
  }

  private Found entered(RequestHead requestHead, int headBytes, ByteBuf in) {
    if (!serverContext.allowedHosts().admit(requestHead.request()))
      return refused(requestHead, EarlyResponse.MISDIRECTED);
    return switch (precheck(requestHead.request())) {
      case Precheck.Refused(var response) -> new Found.Answered(requestHead, response);
      case Precheck.Proceed(var maxBodyBytes) ->
          proceed(new HttpExchange(requestHead, headBytes, maxBodyBytes), in);
    };
  }

  private Precheck precheck(Request head) {
    try {
      return serverContext.requestHandler().precheck(head);
    } catch (RuntimeException surprise) {
      LOG.log(Logger.Level.ERROR, "a request was not answered", surprise);
      return new Precheck.Refused(EarlyResponse.BROKEN.response());
    }
  }

  private Found proceed(HttpExchange begun, ByteBuf in) {
    RequestHead requestHead = begun.head();
    if (begun.isAnnouncedTooLarge()) return refused(requestHead, EarlyResponse.TOO_LARGE);
    boolean admitted =
        ConcurrencyLimiter.isHealth(requestHead.request().path()) || serverContext.hasMemory();
    if (!admitted) return refused(requestHead, EarlyResponse.MEMORY);
    memoryReservation.set(begun.neededFor(0));
    if (requestHead.framing() instanceof Framing.NoBody)
      return new Found.Whole(requestHead, new byte[0]);
    exchange = Optional.of(begun);
    phaseTimer.enter(ConnectionPhase.BODY, serverContext.nanos().getAsLong());
    if (requestHead.expectsContinue() && !in.isReadable()) sendContinue.run();
    return body(in, begun);
  }

  private Found body(ByteBuf in, HttpExchange current) {
    RequestHead requestHead = current.head();
    while (true) {
      current.chunks().ifPresent(chunkedDecoder -> chunkedDecoder.advance(in));
      if (current.chunks().filter(ChunkedDecoder::isMalformed).isPresent())
        return refused(requestHead, EarlyResponse.CHUNKS);
      if (current.isWhole()) return new Found.Whole(requestHead, current.body().whole());
      if (current.isOver()) return refused(requestHead, EarlyResponse.TOO_LARGE);
      int data = current.nextData(in.readableBytes());
      if (data == 0) return MORE;
      if (!serverContext.makeRoom(memoryReservation, current.neededFor(data)))
        return refused(requestHead, EarlyResponse.MEMORY);
      current.body().take(in, data);
      current.chunks().ifPresent(chunkedDecoder -> chunkedDecoder.took(data));
    }
  }
}
