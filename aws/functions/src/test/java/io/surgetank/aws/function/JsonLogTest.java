package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonLogTest {
  private final List<String> lines = new ArrayList<>();
  private final JsonLog log =
      new JsonLog("dev", new InvocationClock(() -> Instant.EPOCH, () -> 0), lines::add);

  @Test
  void an_incident_has_its_id_classes_and_places() {
    var cause = new ClassCastException("no number");

    log.incident("urn:uuid:1", new IllegalStateException("unexpected", cause));

    JsonNode line = Json.read(lines.getFirst());
    assertThat(lines).hasSize(1);
    assertThat(line.path("event").stringValue()).isEqualTo("Incident");
    assertThat(line.path("level").stringValue()).isEqualTo("ERROR");
    assertThat(line.path("detail").stringValue())
        .isEqualTo("urn:uuid:1 java.lang.IllegalStateException: unexpected");
    assertThat(line.path("stackTrace").valueStream().map(JsonNode::stringValue))
        .anyMatch(place -> place.startsWith("at io.surgetank.aws.function.JsonLogTest."))
        .contains("caused by java.lang.ClassCastException: no number")
        .hasSizeLessThan(60);
  }
}
