package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
  private final List<String> lines = new ArrayList<>();
  private final ProgressLog log = new ProgressLog(lines::add);

  private static DeploymentEvent event(String resource, String status, String reason) {
    return new DeploymentEvent(resource + status, resource, "AWS::SQS::Queue", status, reason);
  }

  @Test
  void each_finished_resource_is_a_line() {
    log.report(List.of(event("Q", "CREATE_IN_PROGRESS", ""), event("Q", "CREATE_COMPLETE", "")));

    assertThat(lines).singleElement().asString().contains("created", "Q", "AWS::SQS::Queue");
  }

  @Test
  void a_failure_is_reported_with_its_reason_and_kept_as_a_cause() {
    log.report(List.of(event("Q", "CREATE_FAILED", "it exists")));
    log.report(List.of(event("R", "CREATE_FAILED", "Resource creation cancelled")));

    assertThat(lines).hasSize(3).anyMatch(line -> line.contains("it exists"));
    assertThat(log.causes()).extracting(DeploymentEvent::resource).containsExactly("Q");
  }

  @Test
  void resources_in_progress_are_listed_when_no_resource_finishes() {
    for (String each : List.of("A", "B", "C", "D"))
      log.report(List.of(event(each, "CREATE_IN_PROGRESS", "")));
    for (int poll = 0; poll < 5; poll++) log.report(List.of());

    assertThat(lines).singleElement().asString().endsWith("in progress: A, B, C and 1 more");
  }
}
