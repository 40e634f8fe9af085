package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentEventTest {
  private static DeploymentEvent happening(String status, String reason) {
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
  void each_end_is_a_word(String status, String word) {
    assertThat(happening(status, "").word()).isEqualTo(word);
  }

  @Test
  void what_was_given_up_because_of_another_is_no_cause() {
    assertThat(happening("CREATE_FAILED", "Resource creation cancelled").isCause()).isFalse();
    assertThat(happening("UPDATE_FAILED", "Resource update cancelled").isCause()).isFalse();
    assertThat(happening("CREATE_FAILED", "no such role").isCause()).isTrue();
    assertThat(happening("CREATE_COMPLETE", "").isCause()).isFalse();
  }
}
