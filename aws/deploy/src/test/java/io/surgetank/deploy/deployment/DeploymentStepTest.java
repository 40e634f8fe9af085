package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentStepTest {
  private static DeploymentStep step(String status) {
    return DeploymentStep.of(Optional.of(new StackStatus("id", status, "", Map.of(), Map.of())));
  }

  @Test
  void a_missing_stack_is_created() {
    assertThat(DeploymentStep.of(Optional.empty())).isEqualTo(new DeploymentStep.Create());
    assertThat(step("DELETE_COMPLETE")).isEqualTo(new DeploymentStep.Create());
  }

  @Test
  void a_stack_with_only_a_change_set_is_created() {
    assertThat(step("REVIEW_IN_PROGRESS")).isEqualTo(new DeploymentStep.Create());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE_IN_PROGRESS",
        "ROLLBACK_IN_PROGRESS",
        "DELETE_IN_PROGRESS",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "IMPORT_IN_PROGRESS"
      })
  void an_operation_in_progress_is_waited_for(String status) {
    assertThat(step(status)).isEqualTo(new DeploymentStep.Wait(status));
  }

  @Test
  void a_failed_creation_that_was_rolled_back_is_removed() {
    assertThat(step("ROLLBACK_COMPLETE")).isEqualTo(new DeploymentStep.RemoveFailedCreation());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "UPDATE_ROLLBACK_COMPLETE",
        "IMPORT_COMPLETE",
        "IMPORT_ROLLBACK_COMPLETE"
      })
  void an_existing_stack_is_updated(String status) {
    assertThat(step(status)).isEqualTo(new DeploymentStep.Update());
  }

  @Test
  void states_that_need_an_operator_are_reported_with_a_hint() {
    for (String status :
        List.of(
            "CREATE_FAILED",
            "ROLLBACK_FAILED",
            "DELETE_FAILED",
            "UPDATE_FAILED",
            "UPDATE_ROLLBACK_FAILED"))
      assertThat(step(status))
          .as(status)
          .isInstanceOfSatisfying(
              DeploymentStep.ManualRecovery.class,
              manual ->
                  assertThat(manual.reason()).containsAnyOf("surgetank deploy destroy", "aws "));
  }
}
