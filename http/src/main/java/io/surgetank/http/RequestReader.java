package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import java.lang.System.Logger;
import java.util.Optional;

/// Reads the requests of a connection one after the other: the head, the checks that need only the
/// head, then the body.
final class RequestReader {
  private static final Logger LOG = System.getLogger(RequestReader.class.getName());

  /// The result of reading the bytes so far.
  sealed interface Found {
    record More() implements Found {}

    record Whole(RequestHead head, byte[] body) implements Found {}

    /// Decided by the head alone; a body may still follow.
    record Answered(RequestHead head, Response response) implements Found {}

    record Refused(Optional<RequestHead> head, EarlyResponse early) implements Found {}
  }

  private static final Found MORE = new Found.More();

  private final ServerContext server;
  private final MemoryReservation reservation;
  private final PhaseTracker timer;
  private final Runnable sendContinue;
  private final ConnectionClient client;
  private HeadReader reader = new HeadReader();
  private Optional<PartialRequest> exchange = Optional.empty();

  /// @param sendContinue sends `100 Continue`
  RequestReader(
      ServerContext server,
      MemoryReservation reservation,
      PhaseTracker timer,
      Runnable sendContinue,
      ConnectionClient client) {
    this.server = server;
    this.reservation = reservation;
    this.timer = timer;
    this.sendContinue = sendContinue;
    this.client = client;
  }

  /// Reads at most to the end of one request.
  Found read(ByteBuf in) {
    int available = in.readableBytes();
    Found found = exchange.isPresent() ? body(in, exchange.get()) : head(in);
    if (found != MORE) {
      reader = new HeadReader();
      exchange = Optional.empty();
    }
    timer.progressed(available - in.readableBytes(), server.nanos().getAsLong());
    return found;
  }

  /// The head of the request being read, once complete.
  Optional<RequestHead> current() {
    return exchange.map(PartialRequest::head);
  }

  private Found head(ByteBuf in) {
    if (timer.phase() != ConnectionPhase.HEAD)
      timer.enter(ConnectionPhase.HEAD, server.nanos().getAsLong());
    return switch (reader.read(in)) {
      case HeadReader.Progress.NeedMore() ->
          server.makeRoom(reservation, reader.heldBytes()) ? MORE : refused(EarlyResponse.MEMORY);
      case HeadReader.Progress.Invalid(var early) -> refused(early);
      case HeadReader.Progress.Complete(var bytes, var from, var to) ->
          switch (HeadParser.parse(bytes, from, to)) {
            case HeadParseResult.Invalid(var early) -> refused(early);
            case HeadParseResult.Valid(var head) ->
                entered(client.identified(head), bytes.length, in);
          };
    };
  }

  private static Found refused(EarlyResponse early) {
    return new Found.Refused(Optional.empty(), early);
  }

  private static Found refused(RequestHead head, EarlyResponse early) {
    return new Found.Refused(Optional.of(head), early);
  }

  private Found entered(RequestHead head, int headBytes, ByteBuf in) {
    if (!server.allowedHosts().admit(head.request()))
      return refused(head, EarlyResponse.MISDIRECTED);
    if (client.lacksCertificate(head.request())) return refused(head, EarlyResponse.CERTIFICATE);
    return switch (precheck(head.request())) {
      case Precheck.Refused(var response) -> new Found.Answered(head, response);
      case Precheck.Proceed(var maxBodyBytes) ->
          proceed(new PartialRequest(head, headBytes, maxBodyBytes), in);
    };
  }

  private Precheck precheck(Request head) {
    try {
      return server.handler().precheck(head);
    } catch (RuntimeException unexpected) {
      LOG.log(Logger.Level.ERROR, "request failed", unexpected);
      return new Precheck.Refused(EarlyResponse.BROKEN.response());
    }
  }

  private Found proceed(PartialRequest begun, ByteBuf in) {
    RequestHead head = begun.head();
    if (begun.isAnnouncedTooLarge()) return refused(head, EarlyResponse.TOO_LARGE);
    boolean admitted = ConcurrencyLimiter.isHealth(head.request().path()) || server.hasMemory();
    if (!admitted) return refused(head, EarlyResponse.MEMORY);
    reservation.set(begun.neededFor(0));
    if (head.framing() instanceof Framing.NoBody) return new Found.Whole(head, new byte[0]);
    exchange = Optional.of(begun);
    timer.enter(ConnectionPhase.BODY, server.nanos().getAsLong());
    if (head.expectsContinue() && !in.isReadable()) sendContinue.run();
    return body(in, begun);
  }

  private Found body(ByteBuf in, PartialRequest current) {
    RequestHead head = current.head();
    while (true) {
      current.chunks().ifPresent(decoder -> decoder.advance(in));
      if (current.chunks().filter(ChunkedDecoder::isMalformed).isPresent())
        return refused(head, EarlyResponse.CHUNKS);
      if (current.isWhole()) return new Found.Whole(head, current.body().whole());
      if (current.isOver()) return refused(head, EarlyResponse.TOO_LARGE);
      int data = current.nextData(in.readableBytes());
      if (data == 0) return MORE;
      if (!server.makeRoom(reservation, current.neededFor(data)))
        return refused(head, EarlyResponse.MEMORY);
      current.body().take(in, data);
      current.chunks().ifPresent(decoder -> decoder.consumed(data));
    }
  }
}
