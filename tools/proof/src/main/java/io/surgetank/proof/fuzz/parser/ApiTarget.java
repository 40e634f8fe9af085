package io.surgetank.proof.fuzz.parser;

import io.surgetank.http.RequestStream;
import io.surgetank.proof.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whole requests: methods, paths, query parameters, cursors and header fields.
public final class ApiTarget implements FuzzTarget {
  private static final String END = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String OPERATOR = "Authorization: Bearer " + FuzzedApi.TOKEN + "\r\n";
  private static final String JOB = "/any/" + FuzzedApi.WAITING;

  private final FuzzedApi api = new FuzzedApi();
  private final RequestStream stream = new RequestStream(api.handler());

  @Override
  public List<byte[]> examples() {
    return Stream.of(
            "GET /" + END + "\r\n",
            "GET /openapi.json" + END + "\r\n",
            "GET /metrics" + END + "\r\n",
            "GET /health/ready" + END + "\r\n",
            "GET "
                + JOB
                + END
                + "Prefer: respond-async, wait=10\r\nIf-None-Match: \"a\", W/\"b\"\r\n\r\n",
            "GET " + JOB + END + "If-None-Match: *\r\nAccept: application/json;q=0.5, */*\r\n\r\n",
            "DELETE " + JOB + END + "\r\n",
            "GET /any?status=retrying,dead&since=2026-01-31T08:00:00Z&limit=200" + END + "\r\n",
            "GET /any?cursor=" + FuzzedApi.WAITING + "&since=2026-01-31" + END + "\r\n",
            "OPTIONS /any"
                + END
                + "Origin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
            "POST /any"
                + END
                + "Origin: https://shop.example\r\nIdempotency-Key: \"k\"\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 18\r\n\r\n{\"id\":\"a\",\"n\":100}",
            "POST /any"
                + END
                + "Content-Type: application/x-ndjson\r\nIdempotency-Key: k\r\nContent-Length: 17\r\n\r\n{\"a\":1}\n{\"b\":[]}\n",
            "POST /checked"
                + END
                + "Sec-Fetch-Site: same-origin\r\nContent-Length: 19\r\n\r\n[{\"id\":1},{\"id\":2}]",
            "GET /ops/v1/jobs?pipeline=any&status=pending&limit=2" + END + OPERATOR + "\r\n",
            "GET /ops/v1/jobs/" + FuzzedApi.WAITING + END + OPERATOR + "\r\n",
            "GET /ops/v1/dead?pipeline=any&failure=x&limit=5" + END + OPERATOR + "\r\n",
            "POST /ops/v1/dead/redrive"
                + END
                + OPERATOR
                + "Content-Length: 18\r\n\r\n{\"pipeline\":\"any\"}",
            "POST /ops/v1/dead/purge" + END + OPERATOR + "Content-Length: 2\r\n\r\n{}",
            "POST /ops/v1/jobs/move"
                + END
                + OPERATOR
                + "Content-Length: 33\r\n\r\n{\"pipeline\":\"any\",\"to\":\"checked\"}",
            "POST /ops/v1/jobs/cancel"
                + END
                + OPERATOR
                + "Content-Length: 18\r\n\r\n{\"pipeline\":\"any\"}",
            "GET /ops/v1/ledger" + END + OPERATOR + "\r\n",
            "GET /ops/v1/audit-log?limit=3" + END + OPERATOR + "\r\n",
            "GET /ops/v1/verify" + END + OPERATOR + "\r\n",
            "GET /ops/v1/version" + END + OPERATOR + "\r\n",
            "GET /ops/v1/openapi.json" + END + OPERATOR + "\r\n")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  @Override
  public List<String> tokens() {
    var tokens = new ArrayList<>(HttpExamples.TOKENS);
    tokens.addAll(
        List.of(
            "Idempotency-Key: \"",
            "Idempotency-Key: " + "k".repeat(300) + "\r\n",
            "traceparent: 00-",
            "Prefer: wait=",
            "Prefer: wait=99999999999999999999\r\n",
            "If-None-Match: \"",
            "W/\"",
            "Accept: ",
            ";q=0",
            "Content-Type: text/plain; charset=\"",
            "Content-Encoding: gzip\r\n",
            "Origin: null\r\n",
            "Sec-Fetch-Site: cross-site\r\n",
            OPERATOR,
            JOB,
            "/ops/v1/",
            "dead/",
            "/checked",
            "&cursor=",
            "&limit=201",
            "&limit=-1",
            "&since=",
            "&status=PENDING",
            "&status=,",
            "&pipeline=any",
            "-999999999-01-01",
            "+999999999-12-31T23:59:59.999999999Z",
            "{\"id\":\"",
            "%F0%9F%98%80",
            "%ED%A0%80",
            "%C3"));
    return tokens;
  }

  @Override
  public Optional<String> run(byte[] input) {
    api.reset();
    for (RequestStream.Step step : stream.read(List.of(input))) {
      Optional<String> violation = violation(step);
      if (violation.isPresent()) return violation;
    }
    return Optional.empty();
  }

  private Optional<String> violation(RequestStream.Step step) {
    return switch (step) {
      case RequestStream.Step.Read(var request, _) ->
          api.violation(request, api.handler().answer(request));
      case RequestStream.Step.Answered(var status, _) ->
          status == 500 ? Optional.of("status 500 for a head") : Optional.empty();
      case RequestStream.Step.Refused _ -> Optional.empty();
    };
  }
}
