package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import io.surgetank.api.Precheck;
import io.surgetank.api.Request;
import io.surgetank.api.Response;
import java.lang.System.Logger;
import java.util.Optional;

/// Makes requests of a connection's bytes, one after the other: the head, what it decides alone,
/// then the body.
final class Reading {
  private static final Logger LOG = System.getLogger(Reading.class.getName());

  /// What the bytes so far are.
  sealed interface Found {
    record More() implements Found {}

    record Whole(Head head, byte[] body) implements Found {}

    /// The head alone decided; a body may still follow.
    record Answered(Head head, Response response) implements Found {}

    record Refused(Optional<Head> head, Refusal refusal) implements Found {}
  }

  private static final Found MORE = new Found.More();

  private final Shared shared;
  private final Holding holding;
  private final Pace pace;
  private final Runnable sendContinue;
  private HeadReader reader = new HeadReader();
  private Optional<Exchange> exchange = Optional.empty();

  /// @param sendContinue tells a client that waits for it to send its body
  Reading(Shared shared, Holding holding, Pace pace, Runnable sendContinue) {
    this.shared = shared;
    this.holding = holding;
    this.pace = pace;
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
    pace.progressed(available - in.readableBytes(), shared.nanos().getAsLong());
    return found;
  }

  /// Whose request is being read, once its head is there.
  Optional<Head> current() {
    return exchange.map(Exchange::head);
  }

  private Found head(ByteBuf in) {
    if (pace.phase() != Phase.HEAD) pace.enter(Phase.HEAD, shared.nanos().getAsLong());
    return switch (reader.read(in)) {
      case HeadReader.Progress.More() ->
          shared.makeRoom(holding, reader.heldBytes()) ? MORE : refused(Refusal.MEMORY);
      case HeadReader.Progress.Unfit(var refusal) -> refused(refusal);
      case HeadReader.Progress.Whole(var bytes, var from, var to) ->
          switch (HeadParser.parse(bytes, from, to)) {
            case Parsed.Unfit(var refusal) -> refused(refusal);
            case Parsed.Whole(var head) -> entered(head, bytes.length, in);
          };
    };
  }

  private static Found refused(Refusal refusal) {
    return new Found.Refused(Optional.empty(), refusal);
  }

  private static Found refused(Head head, Refusal refusal) {
    return new Found.Refused(Optional.of(head), refusal);
  }

  private Found entered(Head head, int headBytes, ByteBuf in) {
    if (!shared.hosts().admit(head.request().headers("host")))
      return refused(head, Refusal.MISDIRECTED);
    return switch (precheck(head.request())) {
      case Precheck.Refused(var response) -> new Found.Answered(head, response);
      case Precheck.Proceed(var maxBodyBytes) ->
          proceed(new Exchange(head, headBytes, maxBodyBytes), in);
    };
  }

  private Precheck precheck(Request head) {
    try {
      return shared.front().precheck(head);
    } catch (RuntimeException surprise) {
      LOG.log(Logger.Level.ERROR, "a request was not answered", surprise);
      return new Precheck.Refused(Refusal.BROKEN.response());
    }
  }

  private Found proceed(Exchange begun, ByteBuf in) {
    Head head = begun.head();
    if (begun.isAnnouncedTooLarge()) return refused(head, Refusal.TOO_LARGE);
    boolean admitted = Gates.isHealth(head.request().path()) || shared.hasMemory();
    if (!admitted) return refused(head, Refusal.MEMORY);
    holding.set(begun.neededFor(0));
    if (head.framing() instanceof Framing.NoBody) return new Found.Whole(head, new byte[0]);
    exchange = Optional.of(begun);
    pace.enter(Phase.BODY, shared.nanos().getAsLong());
    if (head.expectsContinue() && !in.isReadable()) sendContinue.run();
    return body(in, begun);
  }

  private Found body(ByteBuf in, Exchange current) {
    Head head = current.head();
    while (true) {
      current.chunks().ifPresent(chunks -> chunks.advance(in));
      if (current.chunks().filter(Chunks::isMalformed).isPresent())
        return refused(head, Refusal.CHUNKS);
      if (current.isWhole()) return new Found.Whole(head, current.body().whole());
      if (current.isOver()) return refused(head, Refusal.TOO_LARGE);
      int data = current.nextData(in.readableBytes());
      if (data == 0) return MORE;
      if (!shared.makeRoom(holding, current.neededFor(data))) return refused(head, Refusal.MEMORY);
      current.body().take(in, data);
      current.chunks().ifPresent(chunks -> chunks.took(data));
    }
  }
}
