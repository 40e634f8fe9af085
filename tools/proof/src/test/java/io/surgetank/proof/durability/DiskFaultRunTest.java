package io.surgetank.proof.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFaultRunTest {
  private final FaultSeries fault =
      new FaultSeries("EIO at open", "faults at open", _ -> result(true));

  @Test
  void a_violation_without_a_fault_does_not_count_as_a_fault() {
    var run =
        DiskFaultRun.read(
            List.of(
                DiskFaultRun.line(fault, 1, result(true)),
                DiskFaultRun.line(fault, 2, result(true, "lost a job")),
                DiskFaultRun.line(fault, 3, result(false, "no key")),
                DiskFaultRun.line(fault, 4, result(false))));

    assertThat(run.faults()).containsOnlyKeys("faults at open").containsEntry("faults at open", 2L);
    assertThat(run.violations())
        .containsExactly("EIO at open 2: lost a job", "EIO at open 3: no key");
    assertThat(run.isComplete()).isFalse();
  }

  @Test
  void a_run_is_complete_if_the_process_has_tried_all_faults() {
    var run =
        DiskFaultRun.read(
            List.of(DiskFaultRun.line(fault, 1, result(true)), DiskFaultRun.COMPLETE));

    assertThat(run.isComplete()).isTrue();
    assertThat(run.faults()).containsOnlyKeys("faults at open");
  }

  private static FaultResult result(boolean faultOccurred, String... violations) {
    return new FaultResult(faultOccurred, List.of(violations));
  }
}
