package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import io.surgetank.http.RequestStream;
import io.surgetank.http.RequestStream.Step;
import io.surgetank.proof.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The bytes of a connection: heads, and bodies with a length or in chunks.
public final class HttpTarget implements FuzzTarget {
  private static final int MAX_BODY_BYTES = 4_096;

  /// Shorter inputs arrive byte by byte.
  private static final int BYTE_BY_BYTE = 400;

  private final RequestStream stream = new RequestStream(new Bounded());

  /// Answers nothing: only reading is tested.
  private static final class Bounded implements RequestHandler {
    @Override
    public Response answer(Request request) {
      return new Response(200, Map.of(), new byte[0]);
    }

    @Override
    public Precheck precheck(Request head) {
      return new Precheck.Proceed(MAX_BODY_BYTES);
    }
  }

  @Override
  public List<byte[]> examples() {
    return HttpExamples.connections();
  }

  @Override
  public List<String> tokens() {
    return HttpExamples.TOKENS;
  }

  @Override
  public Optional<String> run(byte[] input) {
    List<Step> whole = stream.read(List.of(input));
    List<Step> inPieces = stream.read(pieces(input));
    if (!texts(whole).equals(texts(inPieces)))
      return Optional.of(
          "depends on the pieces: %s, in pieces %s".formatted(texts(whole), texts(inPieces)));
    List<Request> requests = requests(whole);
    return requests.stream().anyMatch(HttpTarget::isAmbiguous)
        ? Optional.of("framing: accepted with two lengths")
        : new NettyRequests(input).difference(requests);
  }

  /// RFC 9112, 6.3: recipients differ about which of two lengths they use.
  private static boolean isAmbiguous(Request request) {
    return request.headers("content-length").size() + request.headers("transfer-encoding").size()
        > 1;
  }

  private static List<byte[]> pieces(byte[] input) {
    var random = new Random(Arrays.hashCode(input));
    var pieces = new ArrayList<byte[]>();
    for (int from = 0; from < input.length; ) {
      int length = input.length < BYTE_BY_BYTE ? 1 : 1 + random.nextInt(1 << random.nextInt(12));
      int to = Math.min(input.length, from + length);
      pieces.add(Arrays.copyOfRange(input, from, to));
      from = to;
    }
    return pieces;
  }

  private static List<Request> requests(List<Step> steps) {
    var requests = new ArrayList<Request>();
    for (Step step : steps) if (step instanceof Step.Read(var request, _)) requests.add(request);
    return requests;
  }

  private static List<String> texts(List<Step> steps) {
    return steps.stream().map(HttpTarget::text).toList();
  }

  private static String text(Step step) {
    return switch (step) {
      case Step.Read(var request, var keepsAlive) ->
          "%s %s?%s %s [%s] %s"
              .formatted(
                  request.method(),
                  request.path(),
                  request.query(),
                  request.headers(),
                  new String(request.body(), StandardCharsets.ISO_8859_1),
                  keepsAlive);
      case Step.Answered answered -> answered.toString();
      case Step.Refused refused -> refused.toString();
    };
  }
}
