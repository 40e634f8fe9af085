package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentEventTest {
  private static DeploymentEvent event(String status, String reason) {
    return new DeploymentEvent("1", "Table", "AWS::DynamoDB::Table", status, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE_COMPLETE, created",
    "UPDATE_COMPLETE, changed",
    "DELETE_COMPLETE, removed",
    "DELETE_SKIPPED, kept",
    "UPDATE_ROLLBACK_COMPLETE, rolled back",
    "CREATE_FAILED, FAILED"
  })
  void each_result_has_a_text(String status, String text) {
    assertThat(event(status, "").text()).isEqualTo(text);
  }

  @Test
  void a_resource_that_was_cancelled_after_another_failure_is_no_cause() {
    assertThat(event("CREATE_FAILED", "Resource creation cancelled").isCause()).isFalse();
    assertThat(event("UPDATE_FAILED", "Resource update cancelled").isCause()).isFalse();
    assertThat(event("CREATE_FAILED", "no such role").isCause()).isTrue();
    assertThat(event("CREATE_COMPLETE", "").isCause()).isFalse();
  }
}
