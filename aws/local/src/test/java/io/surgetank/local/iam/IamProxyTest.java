package io.surgetank.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.ResourceRef;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.local.services.ServiceEndpoints;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IamProxyTest {
  private static final RequiredPermission PUT =
      new RequiredPermission("dynamodb:PutItem", "table/jobs");
  private static final RequiredPermission SEND =
      new RequiredPermission("sqs:SendMessage", "orders-jobs");

  private static final QueueRef QUEUE =
      new QueueRef("orders", "jobs", QueueRef.Role.JOBS, SqsQueue.Kind.STANDARD);

  private HttpServer service;
  private IamProxy iamProxy;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("x-amz-crc32", "7");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          exchange.close();
        });
    service.start();
    iamProxy =
        IamProxy.start(
            List.of(receiver()),
            ServiceEndpoints.both(
                URI.create("http://127.0.0.1:" + service.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    iamProxy.close();
    service.stop(0);
    client.shutdownNow();
  }

  @Test
  void an_allowed_call_is_forwarded_and_its_reply_returned() throws Exception {
    HttpResponse<String> reply = put("jobs");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{}");
    assertThat(reply.headers().firstValue("x-amz-crc32")).hasValue("7");
    assertThat(iamProxy.usage())
        .containsExactly(
            new IamProxy.PermissionUsage("orders-receiver", Set.of(PUT), Set.of(SEND), Set.of()));
  }

  @Test
  void a_call_that_is_not_allowed_is_denied_and_recorded() throws Exception {
    HttpResponse<String> reply = put("salaries");

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("AccessDeniedException", "dynamodb:PutItem on table/salaries");
    assertThat(iamProxy.usage().getFirst().denied())
        .containsExactly(new RequiredPermission("dynamodb:PutItem", "table/salaries"));
    assertThat(iamProxy.usage().getFirst().used()).isEmpty();
  }

  private HttpResponse<String> put(String table) throws Exception {
    var request =
        HttpRequest.newBuilder(iamProxy.of("orders-receiver").dynamo())
            .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
            .POST(HttpRequest.BodyPublishers.ofString("{\"TableName\":\"" + table + "\"}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static LambdaFunction receiver() {
    return new LambdaFunction(
        new FunctionRef("orders", FunctionRef.RECEIVER),
        "Receiver",
        512,
        Duration.ofSeconds(30),
        OptionalInt.empty(),
        Map.of(),
        List.of(
            new LambdaFunction.Statement(
                List.of("dynamodb:PutItem"), List.of(new ResourceRef.Table("jobs"))),
            new LambdaFunction.Statement(List.of("sqs:SendMessage"), List.of(QUEUE))));
  }
}
