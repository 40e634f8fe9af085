package io.surgetank.proof.simulation;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import tools.jackson.databind.JsonNode;

/// The payload of a simulated job, from which the checks know the key that it was sent with.
///
/// @param key of the submission or of the batch's element; the number of the request without one
record Payload(String key, int variant, String account) {
  static Payload parse(String json) {
    JsonNode node = Json.read(json);
    return new Payload(
        node.path("key").stringValue(),
        node.path("variant").intValue(),
        node.path("account").stringValue());
  }

  String json() {
    return "{\"key\":\"%s\",\"variant\":%d,\"account\":\"%s\"}".formatted(key, variant, account);
  }

  /// What no two jobs may share: the key at its path.
  String scope(PipelineName pipeline) {
    return pipeline + " " + key;
  }
}
