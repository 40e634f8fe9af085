package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A job that always fails, in pipelines of a user that are added to the zip.
@RunsOn(TestedBackend.ZIP)
@Verifies(Promise.P5)
class DeadLetterIT {
  private static final String CONFIGURATION =
      """
      pipelines:
        doomed:
          intake:
            path: /doomed
            schema: any.schema.json
          work:
            handler: task
            simulate: {delay: 0s..0s, failures: 100%}
          retry: {policy: fixed, base: 1s, attempts: 3}
        well:
          intake:
            path: /well
            schema: any.schema.json
          work:
            handler: task
      """;

  @Test
  void it_is_attempted_as_often_as_the_policy_says_and_then_is_a_dead_letter(@TempDir Path logs)
      throws Exception {
    var files =
        Map.of("surgetank.yaml", CONFIGURATION, "any.schema.json", "{\"type\": \"object\"}");
    try (var deployed = Deployed.with(logs, files)) {
      String doomed = deployed.accepted("/doomed", "{}");
      String well = deployed.accepted("/well", "{}");

      JsonNode dead = deployed.ended(doomed);
      assertThat(dead.path("status").asString()).as(deployed.events.toString()).isEqualTo("DEAD");
      assertThat(dead.path("attempts")).hasSize(3);
      assertThat(deployed.ended(well).path("status").asString()).isEqualTo("PROCESSED");
    }
  }
}
