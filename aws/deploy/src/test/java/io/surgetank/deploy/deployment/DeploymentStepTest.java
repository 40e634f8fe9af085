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
  void where_nothing_stands_a_stack_is_created() {
    assertThat(DeploymentStep.of(Optional.empty())).isEqualTo(new DeploymentStep.Create());
    assertThat(step("DELETE_COMPLETE")).isEqualTo(new DeploymentStep.Create());
  }

  @Test
  void a_stack_that_was_only_drafted_is_created() {
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
  void what_cloudformation_is_at_work_on_is_waited_for(String status) {
    assertThat(step(status)).isEqualTo(new DeploymentStep.Await(status));
  }

  @Test
  void a_first_creation_that_was_rolled_back_is_cleared_away() {
    assertThat(step("ROLLBACK_COMPLETE")).isEqualTo(new DeploymentStep.ClearAway());
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
  void what_stands_is_updated(String status) {
    assertThat(step(status)).isEqualTo(new DeploymentStep.Update());
  }

  @Test
  void what_only_a_person_can_mend_is_told_with_the_cure() {
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
              DeploymentStep.Stuck.class,
              stuck -> assertThat(stuck.why()).containsAnyOf("surgetank deploy destroy", "aws "));
  }
}
