package io.surgetank.proof.simulation;

import io.surgetank.core.api.Request;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HTTP requests of clients and operators.
final class RequestFactory {
  private static final byte[] EMPTY = new byte[0];

  private RequestFactory() {}

  static Request submit(PipelineName pipeline, Optional<String> key, String body) {
    var headers = new HashMap<String, List<String>>();
    headers.put("content-type", List.of("application/json"));
    key.ifPresent(value -> headers.put("idempotency-key", List.of("\"" + value + "\"")));
    return new Request("POST", "/" + pipeline, "", headers, bytes(body));
  }

  static Request cancel(JobId id) {
    return new Request("DELETE", "/ops/v1/jobs/" + id, "", operator(), EMPTY);
  }

  static Request redrive(PipelineName pipeline) {
    return deadLetters("redrive", pipeline);
  }

  static Request purge(PipelineName pipeline) {
    return deadLetters("purge", pipeline);
  }

  private static Request deadLetters(String action, PipelineName pipeline) {
    String body = "{\"pipelines\":[\"%s\"]}".formatted(pipeline);
    return new Request("POST", "/ops/v1/dead/" + action, "", operator(), bytes(body));
  }

  static Request move(PipelineName from, PipelineName to) {
    String body = "{\"pipelines\":[\"%s\"],\"to\":\"%s\"}".formatted(from, to);
    return new Request("POST", "/ops/v1/jobs/move", "", operator(), bytes(body));
  }

  private static Map<String, List<String>> operator() {
    return Map.of(
        "content-type",
        List.of("application/json"),
        "authorization",
        List.of("Bearer " + SimulatedServer.TOKEN));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
