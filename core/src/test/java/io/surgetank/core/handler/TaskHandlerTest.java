package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.work.Outcome;
import org.junit.jupiter.api.Test;

class TaskHandlerTest {
  @Test
  void a_task_is_recorded_with_its_description() {
    assertThat(result("{\"description\":\"water the plants\"}"))
        .isEqualTo("{\"description\":\"water the plants\"}");
  }

  @Test
  void a_task_without_a_description_has_a_default_one() {
    assertThat(result("{}")).isEqualTo("{\"description\":\"No description\"}");
    assertThat(result("{\"description\":null}")).isEqualTo("{\"description\":\"No description\"}");
  }

  @Test
  void a_clients_task_id_keeps_its_type() {
    assertThat(result("{\"taskId\":1,\"payload\":{\"a\":1}}")).isEqualTo("{\"taskId\":1}");
    assertThat(result("{\"taskId\":\"1\",\"payload\":{}}")).isEqualTo("{\"taskId\":\"1\"}");
  }

  private static String result(String payload) {
    Outcome outcome = new TaskHandler().handle(SampleJobs.job(payload), SampleJobs.FIRST);
    return ((Outcome.Processed) outcome).result();
  }
}
