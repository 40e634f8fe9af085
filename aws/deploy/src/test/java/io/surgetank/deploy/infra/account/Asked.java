package io.surgetank.deploy.infra.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One request of a client.
public final class Asked {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/,]+/\\d+/([^/]+)/([^/]+)/aws4_request");

  enum Protocol {
    QUERY,
    JSON,
    REST_XML,
    REST_JSON
  }

  private final String service;
  private final String region;
  private final String method;
  private final String path;
  private final String rawTarget;
  private final Headers headers;
  private final Map<String, String> query;
  private final byte[] body;

  private Asked(String service, String region, HttpExchange exchange, byte[] body) {
    this.service = service;
    this.region = region;
    method = exchange.getRequestMethod();
    path = exchange.getRequestURI().getPath();
    rawTarget = exchange.getRequestURI().toString();
    headers = exchange.getRequestHeaders();
    query = pairs(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    boolean isForm = header("Content-Type").startsWith("application/x-www-form-urlencoded");
    if (isForm && !service.isEmpty()) query.putAll(pairs(new String(body, UTF_8)));
    this.body = body;
  }

  /// The service is the one that the request is signed for; empty when it is not signed.
  static Asked read(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean isChunked =
        String.valueOf(headers.getFirst("Content-Encoding")).contains("aws-chunked")
            || String.valueOf(headers.getFirst("x-amz-content-sha256")).startsWith("STREAMING-");
    if (isChunked) body = Chunks.joined(body);
    String signature = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
    Matcher scope = SCOPE.matcher(signature);
    return scope.find()
        ? new Asked(scope.group(2), scope.group(1), exchange, body)
        : new Asked("", "", exchange, body);
  }

  private static Map<String, String> pairs(String form) {
    var pairs = new LinkedHashMap<String, String>();
    for (String pair : form.split("&", -1)) {
      int split = pair.indexOf('=');
      String name = URLDecoder.decode(split < 0 ? pair : pair.substring(0, split), UTF_8);
      String value = split < 0 ? "" : URLDecoder.decode(pair.substring(split + 1), UTF_8);
      if (!name.isEmpty()) pairs.put(name, value);
    }
    return pairs;
  }

  public String service() {
    return service;
  }

  String region() {
    return region;
  }

  public String method() {
    return method;
  }

  /// Decoded.
  public String path() {
    return path;
  }

  /// Path and query as they came.
  String rawTarget() {
    return rawTarget;
  }

  /// As AWS names what is asked for, where the request does; else method and path.
  public String action() {
    return switch (protocol()) {
      case QUERY -> text("Action");
      case JSON -> header("X-Amz-Target").replaceFirst("^.*\\.", "");
      case REST_XML -> S3Action.of(this);
      case REST_JSON -> method + " " + path;
    };
  }

  Protocol protocol() {
    if (service.equals("s3")) return Protocol.REST_XML;
    if (headers.containsKey("X-Amz-Target")) return Protocol.JSON;
    return query.containsKey("Action") ? Protocol.QUERY : Protocol.REST_JSON;
  }

  Map<String, String> query() {
    return query;
  }

  boolean has(String name) {
    return query.containsKey(name);
  }

  /// Of the query or the form; empty when it is not there.
  String text(String name) {
    return query.getOrDefault(name, "");
  }

  public String header(String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }

  public Headers headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  public JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  @Override
  public String toString() {
    return service + ":" + action();
  }
}
