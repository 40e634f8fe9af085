package io.surgetank.proof.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFaultRunTest {
  private final DiskFault fault = DiskFault.first().getFirst();

  @Test
  void a_violation_without_a_fault_does_not_count_as_a_fault() {
    var run =
        DiskFaultRun.read(
            List.of(
                DiskFaultRun.line(fault, new DiskFaultScenario.FaultResult(true, List.of())),
                DiskFaultRun.line(
                    fault.at(2), new DiskFaultScenario.FaultResult(true, List.of("lost a job"))),
                DiskFaultRun.line(
                    fault.at(3), new DiskFaultScenario.FaultResult(false, List.of("no key"))),
                DiskFaultRun.line(
                    fault.at(4), new DiskFaultScenario.FaultResult(false, List.of()))));

    assertThat(run.faults()).containsOnlyKeys("EIO at open").containsEntry("EIO at open", 2L);
    assertThat(run.violations())
        .containsExactly("EIO at open 2: lost a job", "EIO at open 3: no key");
    assertThat(run.isComplete()).isFalse();
  }

  @Test
  void a_run_is_complete_if_the_process_has_tried_all_faults() {
    var outcome = new DiskFaultScenario.FaultResult(true, List.of());

    var run = DiskFaultRun.read(List.of(DiskFaultRun.line(fault, outcome), DiskFaultRun.COMPLETE));

    assertThat(run.isComplete()).isTrue();
    assertThat(run.faults()).containsOnlyKeys("EIO at open");
  }
}
