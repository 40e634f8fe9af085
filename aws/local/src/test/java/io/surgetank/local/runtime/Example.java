package io.surgetank.local.runtime;

import java.io.IOException;
import java.net.http.HttpResponse;

/// The example requests of the five systems that this one replaces, as their users send them.
enum Example {
  QUEUE_WORKER(
      "/orders",
      Kind.JSON,
      "{\"productId\": \"TEST\", \"quantity\": 1, \"customerEmail\": \"test@test.com\","
          + " \"unitPrice\": 100.00}"),
  LOAD_TEST(
      "/order",
      Kind.FORM,
      "{\"email\":\"abcdef@test.com\",\"items\":[{\"sku\":\"BOOK-001\",\"qty\":2}]}"),
  TASKFLOW("/task", Kind.FORM, "{\"description\":\"water the plants\"}"),
  GATEWAY("/api/v1/tasks", Kind.FORM, "{\"taskId\":1,\"payload\":{\"someProperty\":\"test\"}}"),
  RECEIVER(
      "/orders",
      Kind.FORM,
      "{\"order_id\":\"test-order-1-1768000000\",\"customer_name\":\"Test Customer\","
          + "\"product\":\"Demo Product\",\"quantity\":3,\"price\":42}");

  private final String path;
  private final Kind kind;
  private final String body;

  Example(String path, Kind kind, String body) {
    this.path = path;
    this.kind = kind;
    this.body = body;
  }

  String path() {
    return path;
  }

  HttpResponse<String> sentTo(Deployed deployed) throws IOException, InterruptedException {
    return deployed.post(path, body, "Content-Type", kind.type);
  }

  private enum Kind {
    JSON("application/json"),

    /// The default of `curl -d`.
    FORM("application/x-www-form-urlencoded");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }
}
