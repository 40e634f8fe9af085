package io.surgetank.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.HttpApi.Route;
import io.surgetank.deploy.stack.HttpApi.Throttle;
import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.InvocationResult.Failed;
import io.surgetank.local.lambda.InvocationResult.Reason;
import io.surgetank.local.lambda.InvocationResult.Returned;
import io.surgetank.local.lambda.InvocationResult.Throttled;
import io.surgetank.local.lambda.InvocationResult.TimedOut;
import io.surgetank.local.lambda.Invoker;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The rules of an HTTP API, over HTTP.
class GatewayTest {
  private static final Instant NOW = Instant.parse("2020-03-12T19:03:58.123Z");
  private static final FunctionRef ONE = new FunctionRef("local", "one");

  private static final HttpApi API =
      new HttpApi(
          "api",
          List.of(new Route("ANY /orders/{id+}", ONE), new Route("POST /orders", ONE)),
          new Throttle(1_000, 500));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<Invoker.Call> calls = new ArrayBlockingQueue<>(100);
  private InvocationResult result = returned("{\"statusCode\": 204}");
  private GatewayServer gateway = start(API, HttpApiLimits.DEFAULT);

  private GatewayServer start(HttpApi api, HttpApiLimits httpApiLimits) {
    var dependencies = new GatewayServer.Dependencies(() -> NOW, new Random(42));
    return GatewayServer.start(api, httpApiLimits, this::invoke, 0, dependencies);
  }

  private InvocationResult invoke(String function, Invoker.Call call) {
    calls.add(call);
    return result;
  }

  @AfterEach
  void stop() {
    gateway.close();
    client.shutdownNow();
  }

  private static InvocationResult returned(String payload) {
    return new Returned(payload.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(to("/orders").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode event() {
    return Json.read(new String(calls.element().event(), StandardCharsets.UTF_8));
  }

  /// "Format 2.0: rawPath, rawQueryString, cookies of their own, headers joined by commas"
  /// (http-api-develop-integrations-lambda).
  @Test
  void a_request_becomes_an_event_of_payload_2_0() throws Exception {
    var sent =
        to("/orders/a/b?x=1&x=2&y=%C3%A4")
            .method("PUT", HttpRequest.BodyPublishers.ofString("{\"a\":1}"))
            .header("Content-Type", "application/json")
            .header("X-One", "1")
            .header("X-One", "2")
            .header("Cookie", "a=b; c=d");

    assertThat(send(sent).statusCode()).isEqualTo(204);

    JsonNode event = event();
    assertThat(event.path("version").asString()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asString()).isEqualTo("ANY /orders/{id+}");
    assertThat(event.path("rawPath").asString()).isEqualTo("/orders/a/b");
    assertThat(event.path("rawQueryString").asString()).isEqualTo("x=1&x=2&y=%C3%A4");
    assertThat(event.path("queryStringParameters").path("x").asString()).isEqualTo("1,2");
    assertThat(event.path("queryStringParameters").path("y").asString()).isEqualTo("ä");
    assertThat(event.path("pathParameters").path("id").asString()).isEqualTo("a/b");
    assertThat(event.path("headers").path("x-one").asString()).isEqualTo("1,2");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=b\",\"c=d\"]");
    assertThat(event.path("body").asString()).isEqualTo("{\"a\":1}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode context = event.path("requestContext");
    assertThat(context.path("http").path("method").asString()).isEqualTo("PUT");
    assertThat(context.path("http").path("sourceIp").asString()).isEqualTo("127.0.0.1");
    assertThat(context.path("stage").asString()).isEqualTo("$default");
    assertThat(context.path("time").asString()).isEqualTo("12/Mar/2020:19:03:58 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
  }

  /// "If the content type is binary, the body is base64-encoded"
  /// (http-api-develop-integrations-lambda). A form is binary, and so is a body without a type.
  @Test
  void a_body_that_is_not_text_is_encoded_in_base64() throws Exception {
    send(
        to("/orders")
            .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}"))
            .header("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(event().path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(Base64.getDecoder().decode(event().path("body").asString()))
        .asString()
        .isEqualTo("{\"a\":1}");
  }

  /// "A response with a statusCode is sent as it says" (http-api-develop-integrations-lambda).
  @Test
  void a_reply_with_a_status_code_is_the_response() throws Exception {
    result =
        returned(
            "{\"statusCode\":201,\"headers\":{\"X-A\":\"b\"},\"cookies\":[\"k=v\",\"l=w\"],"
                + "\"body\":\"aGk=\",\"isBase64Encoded\":true}");

    HttpResponse<String> response = post("{}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("x-a")).hasValue("b");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("k=v", "l=w");
    assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    assertThat(response.body()).isEqualTo("hi");
  }

  /// "Without a statusCode, API Gateway assumes 200, application/json, and the whole reply as the
  /// body" (http-api-develop-integrations-lambda).
  @Test
  void a_reply_without_a_status_code_is_the_body() throws Exception {
    result = returned("{\"taskId\": 1}");

    HttpResponse<String> response = post("{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.body()).isEqualTo("{\"taskId\": 1}");
  }

  private void assertServerError(InvocationResult invocationResult) throws Exception {
    result = invocationResult;

    HttpResponse<String> response = post("{}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  /// "Internal Server Error: the function failed, or its response has the wrong format"
  /// (http-api-troubleshooting-lambda).
  @Test
  void a_failed_function_or_an_invalid_reply_is_500() throws Exception {
    assertServerError(new Failed("java.lang.IllegalStateException", "secret"));
    assertServerError(new TimedOut());
    assertServerError(returned("not json"));
    assertServerError(returned("{\"statusCode\": \"many\"}"));
    assertServerError(returned("{\"statusCode\": 200, \"body\": {\"a\": 1}}"));
  }

  /// "Lambda refuses the call: the client sees a 500, not a 429" (http-api-troubleshooting-lambda).
  @Test
  void a_throttled_function_is_500() throws Exception {
    assertServerError(new Throttled(Reason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED));
  }

  /// "No matching route: Not Found" (http-api-develop-routes).
  @Test
  void a_request_without_a_route_is_404_and_invokes_no_function() throws Exception {
    HttpResponse<String> response = send(to("/orders").GET());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(calls).isEmpty();
  }

  /// "Payload size: 10 MB" (http-api-quotas).
  @Test
  void a_body_over_ten_megabytes_is_413() throws Exception {
    int limit = HttpApiLimits.DEFAULT.body();
    var exact = HttpRequest.BodyPublishers.ofByteArray(new byte[limit]);
    var more = HttpRequest.BodyPublishers.ofByteArray(new byte[limit + 1]);

    assertThat(send(to("/orders").POST(exact)).statusCode()).isEqualTo(204);
    HttpResponse<String> response = send(to("/orders").POST(more));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  /// "Integration timeout: 30 seconds" (http-api-quotas); clients see 503. The function continues.
  @Test
  void a_function_that_takes_too_long_is_503_and_continues() throws Exception {
    var go = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var httpApiLimits = new HttpApiLimits(1024, Duration.ofMillis(200));
    gateway.close();
    gateway =
        GatewayServer.start(
            API,
            httpApiLimits,
            (function, call) -> {
              go.await();
              done.countDown();
              return result;
            },
            0,
            new GatewayServer.Dependencies(() -> NOW, new Random(42)));

    HttpResponse<String> response = post("{}");
    go.countDown();

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    done.await();
  }

  /// "Requests over the rate and burst are answered 429 Too Many Requests" (http-api-throttling).
  @Test
  void requests_over_the_burst_are_429() throws Exception {
    gateway.close();
    gateway = start(new HttpApi("api", API.routes(), new Throttle(1, 2)), HttpApiLimits.DEFAULT);

    assertThat(post("{}").statusCode()).isEqualTo(204);
    assertThat(post("{}").statusCode()).isEqualTo(204);
    HttpResponse<String> third = post("{}");

    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
  }

  /// "Request line and header values: 10,240 bytes in all" (http-api-quotas).
  @Test
  void headers_over_ten_kilobytes_are_refused() throws Exception {
    int port = URI.create(gateway.url()).getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      String request =
          "GET /orders/1 HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(11_000) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      String status = new String(in.readNBytes(12), StandardCharsets.US_ASCII);

      assertThat(status).startsWith("HTTP/1.1 4");
      assertThat(calls).isEmpty();
    }
  }

  @Test
  void a_port_that_is_in_use_is_reported() {
    int port = URI.create(gateway.url()).getPort();

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> GatewayServer.requireFree(port))
        .hasMessageContaining("port " + port)
        .hasMessageContaining("is in use");
  }
}
