package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
  private final List<String> said = new ArrayList<>();
  private final ProgressLog log = new ProgressLog(said::add);

  private static DeploymentEvent happening(String resource, String status, String reason) {
    return new DeploymentEvent(resource + status, resource, "AWS::SQS::Queue", status, reason);
  }

  @Test
  void a_resource_that_is_done_with_is_a_line() {
    log.tell(
        List.of(happening("Q", "CREATE_IN_PROGRESS", ""), happening("Q", "CREATE_COMPLETE", "")));

    assertThat(said).singleElement().asString().contains("created", "Q", "AWS::SQS::Queue");
  }

  @Test
  void a_failure_is_told_with_its_reason_and_kept_as_a_cause() {
    log.tell(List.of(happening("Q", "CREATE_FAILED", "it exists")));
    log.tell(List.of(happening("R", "CREATE_FAILED", "Resource creation cancelled")));

    assertThat(said).hasSize(3).anyMatch(line -> line.contains("it exists"));
    assertThat(log.causes()).extracting(DeploymentEvent::resource).containsExactly("Q");
  }

  @Test
  void what_is_waited_for_is_named_now_and_then() {
    for (String each : List.of("A", "B", "C", "D"))
      log.tell(List.of(happening(each, "CREATE_IN_PROGRESS", "")));
    for (int turn = 0; turn < 5; turn++) log.tell(List.of());

    assertThat(said).singleElement().asString().endsWith("still at A, B, C and 1 more");
  }
}
