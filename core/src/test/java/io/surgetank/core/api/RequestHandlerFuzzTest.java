package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No client request is a server error: no 5xx, no exception, no incident.
class RequestHandlerFuzzTest {
  private static final String[] METHODS = {
    "GET", "POST", "POST", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "", "TRACE"
  };
  private static final String[] PATHS = {
    "/parcels",
    "/parcels",
    "/order",
    "/parcels/1",
    "/order/",
    "/",
    "",
    "/ops/v1/jobs",
    "/metrics",
    "/ops/v1/dead/purge",
    "//",
    "/parcels?limit=%",
    "/parcels?cursor=%ff&status=&&=",
    "/order?since=+"
  };
  private static final String[] NAMES = {
    "Content-Type",
    "Accept",
    "Idempotency-Key",
    "Prefer",
    "If-None-Match",
    "Origin",
    "Authorization",
    "Content-Length",
    "Content-Encoding",
    "traceparent",
    "Surgetank-Actor"
  };
  private static final String[] VALUES = {
    "application/json", "application/x-ndjson", "*/*", ";", ",", "\"", "wait=9", "wait=-1", "q=0",
    "a/b;q=", "Bearer let-me-in", "Bearer ", "-1", "identity", "\u0000", "é", "", "00-1-2-3"
  };
  private static final String VALID =
      "[{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}],\"order_id\":12}]";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void no_request_causes_a_5xx(long seed) {
    var random = new Random(seed);
    var it =
        new TestApi(
            TestPipelines.parcels(),
            TestPipelines.named("named", "/parcels"),
            TestPipelines.books(),
            TestPipelines.open("*"));
    for (int i = 0; i < 10_000; i++) {
      String[] headers = new String[random.nextInt(4)];
      for (int h = 0; h < headers.length; h++)
        headers[h] = pick(random, NAMES) + ":" + pick(random, VALUES);
      Response response =
          it.send(pick(random, METHODS), pick(random, PATHS), body(random), headers);

      assertThat(response.status()).isBetween(200, 499);
    }
    assertThat(it.incidents).isEmpty();
    assertThat(it.store.records).isNotEmpty();
    it.store.records.values().forEach(record -> Json.read(record.job().payload()));
  }

  private static byte[] body(Random random) {
    int from = random.nextInt(3) == 0 ? 0 : 1;
    byte[] body = VALID.substring(from, VALID.length() - from).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--)
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    return random.nextInt(10) == 0 ? new byte[random.nextInt(5)] : body;
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
