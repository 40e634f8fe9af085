package io.surgetank.local.gateway;

import io.surgetank.core.json.Json;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Converts a request to an event of payload format 2.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
final class GatewayEvent {
  /// "12/Mar/2020:19:03:58 +0000"
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// The page says that binary bodies are base64-encoded, and not which bodies are binary; others
  /// have observed that these, and `text/`, are not encoded (ministackorg/ministack#766).
  private static final Set<String> TEXTS =
      Set.of("application/json", "application/xml", "application/javascript");

  private GatewayEvent() {}

  static byte[] of(HttpApiRequest request, RouteTable.Match match) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("version", "2.0").put("routeKey", match.route().key());
    event.put("rawPath", request.path()).put("rawQueryString", request.query());
    cookies(request, event);
    ObjectNode headers = event.putObject("headers");
    for (String name : request.headers().keySet())
      if (!name.equals("cookie")) request.header(name).ifPresent(value -> headers.put(name, value));
    put(event, "queryStringParameters", parameters(request.query()));
    context(event.putObject("requestContext"), request, match);
    put(event, "pathParameters", match.variables());
    body(event, request);
    return Json.MAPPER.writeValueAsBytes(event);
  }

  private static void cookies(HttpApiRequest request, ObjectNode event) {
    List<String> sent = request.headers().getOrDefault("cookie", List.of());
    if (sent.isEmpty()) return;
    var cookies = event.putArray("cookies");
    for (String header : sent)
      for (String cookie : header.split("; *", -1)) if (!cookie.isBlank()) cookies.add(cookie);
  }

  private static void put(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) return;
    ObjectNode object = event.putObject(name);
    values.forEach(object::put);
  }

  /// Repeated parameters are joined by commas.
  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      parameters.merge(name, value, (one, other) -> one + "," + other);
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static void context(ObjectNode context, HttpApiRequest request, RouteTable.Match match) {
    var origin = request.origin();
    String host = request.header("host").orElse("localhost");
    context.put("accountId", "000000000000").put("apiId", "local");
    context.put("domainName", host).put("domainPrefix", host.split("[.:]", 2)[0]);
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("protocol", origin.protocol())
        .put("sourceIp", origin.ip())
        .put("userAgent", request.header("user-agent").orElse(""));
    context.put("requestId", origin.requestId()).put("routeKey", match.route().key());
    context.put("stage", "$default").put("time", TIME.format(origin.at()));
    context.put("timeEpoch", origin.at().toEpochMilli());
  }

  private static void body(ObjectNode event, HttpApiRequest request) {
    Optional<String> text =
        isText(request.header("content-type").orElse("")) ? text(request.body()) : Optional.empty();
    if (request.body().length == 0) {
      event.put("isBase64Encoded", false);
    } else if (text.isPresent()) {
      event.put("body", text.get()).put("isBase64Encoded", false);
    } else {
      event.put("body", Base64.getEncoder().encodeToString(request.body()));
      event.put("isBase64Encoded", true);
    }
  }

  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") || TEXTS.contains(type);
  }

  /// Empty when it is not UTF-8: then it is passed base64-encoded.
  private static Optional<String> text(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }
}
